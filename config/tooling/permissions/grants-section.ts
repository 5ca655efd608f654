import { landingZoneGrants } from "../../../local/permissions/landing-zone-grants";

/** What the landing zone's owner adds to the policies of bucket and key; in a local run the same statements are there. */
export function grantsSection(): string {
  const role = "arn:aws:iam::<account of the databases>:role/<identifier_prefix>-s3-to-s3-copier-lambda";
  const area = { bucketArn: "<zone_bucket_arn>", serviceArea: "<service_area>" };
  const { bucket, key } = landingZoneGrants(role, area);
  const inParts = landingZoneGrants(role, { ...area, multipartCopies: true }).key.slice(key.length);
  return [
    "## What the landing zone's owner grants",
    "In the bucket's policy:",
    json(bucket),
    "In the policy of its key:",
    json(key),
    "And there, too, when `multipart_copies` is on:",
    json(inParts),
    "The role's name is in lower case. A role must exist before a policy of another account may name it.",
  ].join("\n\n");
}

/** As prettier leaves it: lists of texts on one line. */
function json(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2).replace(/\[\s+("[^[{]*?")\s+\]/g, (_, items: string) => {
    return `[${items.replace(/\s+/g, " ")}]`;
  });
  return `\`\`\`json\n${text}\n\`\`\``;
}
