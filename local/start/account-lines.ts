import type { KeptAccount } from "./kept-account";
import { ZONE_BUCKET } from "./landing-zone";

/** What to type to look around; the credentials are good for this endpoint alone. */
export function accountLines({ environment, environmentFile, profiles }: KeptAccount): string[] {
  return [
    "",
    "The account stays up until Ctrl-C. In another terminal:",
    "",
    `  source ${environmentFile}        # or:`,
    ...Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`),
    "",
    "  aws rds describe-db-snapshots --output table",
    `  aws s3 ls --recursive s3://${ZONE_BUCKET}/`,
    '  aws sqs list-queues --endpoint-url "$AWS_ENDPOINT_URL"     # version 1 of the CLI needs it for sqs',
    "  aws rds create-db-snapshot --db-instance-identifier <instance> --db-snapshot-identifier mine",
    "",
    `Profiles, for aws --profile: ${profiles.join(", ")}. What happens is told here:`,
  ];
}
