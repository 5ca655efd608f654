import { DescribeKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import * as z from "zod";
import type { Found, KeyFacts } from "../facts";
import { look } from "./look";

const keySchema = z.object({
  KeyId: z.string(),
  Arn: z.string(),
  Description: z.string().default(""),
  KeyState: z.string(),
  KeyManager: z.string(),
  DeletionDate: z.date().optional(),
});

/** @param ids of keys or aliases; the same key may be named twice, and is read once */
export function readKeys(
  kms: KMSClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Found<readonly KeyFacts[]>> {
  return look({
    what: "keys of what is deployed",
    action: "kms:DescribeKey",
    signal,
    read: async () => {
      const keys = await Promise.all([...new Set(ids)].map((id) => describeKey(kms, id, signal)));
      return [...new Map(keys.map((key) => [key.arn, key])).values()];
    },
  });
}

/** @throws what the SDK throws */
export async function describeKey(kms: KMSClient, id: string, signal: AbortSignal): Promise<KeyFacts> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: id }), { abortSignal: signal });
  const key = keySchema.parse(KeyMetadata);
  return {
    id: key.KeyId,
    arn: key.Arn,
    description: key.Description,
    state: key.KeyState,
    customerManaged: key.KeyManager === "CUSTOMER",
    deletedAt: key.DeletionDate,
  };
}
