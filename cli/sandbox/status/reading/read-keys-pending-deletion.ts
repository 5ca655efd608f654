import {
  GetKeyPolicyCommand,
  ListResourceTagsCommand,
  paginateListKeys,
  type KMSClient,
} from "@aws-sdk/client-kms";
import type { Found, KeyFacts } from "../facts";
import { describeKey } from "./read-keys";
import { look } from "./look";

/** Keys that are described at once: KMS answers 2,000 DescribeKey a second and account (KMS quotas, request quotas). */
const AT_ONCE = 10;

/**
 * Keys that wait for their deletion, and name the sandbox in their description, their policy or their tags. Nothing
 * else is left of whose they were: their aliases go before them.
 *
 * @param isOfSandbox whether a text names something that bears the sandbox's prefix
 */
export function readKeysPendingDeletion(
  kms: KMSClient,
  isOfSandbox: (text: string) => boolean,
  signal: AbortSignal,
): Promise<Found<readonly KeyFacts[]>> {
  return look({
    what: "keys pending deletion",
    action: "kms:ListKeys, kms:DescribeKey, kms:GetKeyPolicy and kms:ListResourceTags",
    signal,
    read: async () => {
      const found: KeyFacts[] = [];
      for (const ids of inPortions(await allKeyIds(kms, signal), AT_ONCE)) {
        const keys = await Promise.all(ids.map((id) => describeKey(kms, id, signal)));
        for (const key of keys.filter(({ state }) => state === "PendingDeletion"))
          if (isOfSandbox(await whatSpeaksOf(kms, key, signal))) found.push(key);
      }
      return found;
    },
  });
}

async function allKeyIds(kms: KMSClient, signal: AbortSignal): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client: kms }, {}, { abortSignal: signal }))
    ids.push(...Keys.flatMap(({ KeyId }) => KeyId ?? []));
  return ids;
}

async function whatSpeaksOf(kms: KMSClient, key: KeyFacts, signal: AbortSignal): Promise<string> {
  const asked = { KeyId: key.id };
  const [{ Policy = "" }, { Tags = [] }] = await Promise.all([
    kms.send(new GetKeyPolicyCommand({ ...asked, PolicyName: "default" }), { abortSignal: signal }),
    kms.send(new ListResourceTagsCommand(asked), { abortSignal: signal }),
  ]);
  return [key.description, Policy, ...Tags.map(({ TagValue = "" }) => TagValue)].join("\n");
}

function inPortions<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
