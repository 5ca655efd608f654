import { AwsError } from "../aws-error";
import { readCount } from "./list-operations";
import { wholeSeconds } from "./object-headers";
import { xmlAnswer, type S3Handler } from "./s3-call";

/** Buckets of one page at most, and without max-buckets (API_ListBuckets). */
const MAX_BUCKETS = 10_000;

/** ListBuckets: those of the caller's account, by name. @throws AwsError InvalidArgument */
export const listBuckets: S3Handler = (world, call) => {
  const prefix = call.query.get("prefix") ?? "";
  const region = call.query.get("bucket-region");
  const after = readToken(call.query.get("continuation-token"));
  const size = readCount(call.query, "max-buckets") ?? MAX_BUCKETS;
  if (size < 1 || size > MAX_BUCKETS)
    throw new AwsError("InvalidArgument", `max-buckets must be between 1 and ${MAX_BUCKETS}`, 400, {
      ArgumentName: "max-buckets",
      ArgumentValue: String(size),
    });
  const own = world.buckets.names
    .map((name) => ({ name, settings: world.buckets.find(name).settings }))
    .filter(({ settings }) => settings.ownerAccountId === call.caller.accountId)
    .filter(({ name }) => name.startsWith(prefix) && name > after)
    .filter(() => region === null || region === world.region);
  const page = own.slice(0, size);
  const last = own.length > page.length ? page.at(-1) : undefined;
  return xmlAnswer("ListAllMyBucketsResult", {
    Buckets:
      page.length === 0
        ? ""
        : {
            Bucket: page.map(({ name, settings }) => ({
              Name: name,
              BucketRegion: world.region,
              CreationDate: wholeSeconds(settings.createTime),
            })),
          },
    Owner: { ID: call.caller.accountId },
    ContinuationToken: last && Buffer.from(`after ${last.name}`).toString("base64url"),
    Prefix: prefix === "" ? undefined : prefix,
  });
};

function readToken(token: string | null): string {
  if (token === null || token === "") return "";
  const [, name] = /^after (.+)$/.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  if (name === undefined)
    throw new AwsError("InvalidArgument", "The continuation token provided is incorrect", 400, {
      ArgumentName: "continuation-token",
    });
  return name;
}
