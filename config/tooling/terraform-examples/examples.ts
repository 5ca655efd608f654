/** One of the roots in `examples/`. */
export interface Example {
  /** Its folder. */
  readonly name: string;
  /** How many the first apply makes, as the page on the examples says. */
  readonly resources: number;
  /** Names of its outputs. */
  readonly outputs: readonly string[];
  /** Provider configurations that it declares. @default the default one */
  readonly providerAliases?: readonly string[];
  /** Accounts that its `terraform.tfvars.example` has roles of. @default the credentials' own */
  readonly accounts?: readonly string[];
}

/** Every root in `examples/` that is written in HCL. Those that take the longest come first. */
export const EXAMPLES: readonly Example[] = [
  {
    name: "sandbox",
    resources: 87,
    outputs: [
      "database_identifier",
      "database_host",
      "database_secret_arn",
      "bastion_instance_id",
      "copier_role_arn",
      "dead_letter_queue_urls",
    ],
    providerAliases: ["sandbox"],
    accounts: ["555555555555"],
  },
  { name: "several-services", resources: 123, outputs: ["landing_zone_url", "dead_letter_queue_urls"] },
  {
    name: "two-accounts",
    resources: 74,
    outputs: ["landing_zone_url", "dead_letter_queue_urls", "workflow_name"],
    providerAliases: ["databases", "zone"],
    accounts: ["111111111111", "444444444444"],
  },
  { name: "single-account", resources: 73, outputs: ["landing_zone_url", "dead_letter_queue_urls"] },
  {
    name: "existing-zone",
    resources: 66,
    outputs: ["zone_bucket_policy_statements", "zone_key_policy_statements", "dead_letter_queue_urls"],
  },
];

/** The values that each example comes with, and with which it is checked. */
export const EXAMPLE_VALUES = "terraform.tfvars.example";

/**
 * @param names of examples. None: every one
 * @throws Error for a name that is none's
 */
export function chosenExamples(names: readonly string[]): readonly Example[] {
  const unknown = names.filter((name) => !EXAMPLES.some((example) => example.name === name));
  if (unknown.length > 0)
    throw new Error(
      `no such example: ${unknown.join(", ")}; expected some of ${EXAMPLES.map(({ name }) => name).join(", ")}`,
    );
  return names.length === 0 ? EXAMPLES : EXAMPLES.filter(({ name }) => names.includes(name));
}
