import type { IncomingMessage, ServerResponse } from "node:http";

const NO_POLICY =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchBucketPolicy</Code>' +
  "<Message>The bucket policy does not exist</Message></Error>";

/**
 * The buckets' policies, kept here instead of in moto. moto takes a statement that denies under a condition for one that
 * denies always: with "deny what comes without TLS", which every bucket of ours has, it would refuse to take a zip, to
 * show it and to delete it, also over TLS. Kept here, the policies are written, read back and deleted like everything
 * else, and refuse nobody.
 */
export class BucketPolicies {
  private readonly policies = new Map<string, string>();

  answer(bucket: string, method: string | undefined, body: string, response: ServerResponse): void {
    if (method === "PUT" || method === "DELETE") {
      if (method === "PUT") this.policies.set(bucket, body);
      else this.policies.delete(bucket);
      response.writeHead(204).end();
      return;
    }
    const policy = this.policies.get(bucket);
    response.writeHead(policy === undefined ? 404 : 200).end(policy ?? NO_POLICY);
  }
}

/** @returns the bucket whose policy a request is about; undefined when it is about something else */
export function bucketOfPolicyRequest({ url = "/", headers }: IncomingMessage): string | undefined {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const isForS3 = headers.authorization?.includes("/s3/aws4_request") === true;
  return isForS3 && searchParams.has("policy") ? pathname.replaceAll("/", "") : undefined;
}
