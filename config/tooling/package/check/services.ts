import { z } from "zod";

const resource = z.object({ "//": z.object({ metadata: z.object({ path: z.string() }) }) });

/** Every resource, by type and name. */
const resources = z.object({ resource: z.record(z.string(), z.record(z.string(), resource)) });

const lambda = z.object({
  function_name: z.string(),
  environment: z.object({ variables: z.record(z.string(), z.string()) }),
});

const zip = z.object({ key: z.string(), source: z.string(), source_hash: z.string() });

const stack = z.object({
  resource: z.object({
    aws_lambda_function: z.record(z.string(), lambda),
    aws_s3_object: z.record(z.string(), zip),
    aws_db_event_subscription: z.record(z.string(), z.object({ source_ids: z.array(z.string()) })),
  }),
});

/** A zip that Terraform would upload. */
export type UploadedZip = z.infer<typeof zip>;

/** What the example says of two services, read out of its Terraform JSON. */
export interface Services {
  /** Names of the functions, sorted. */
  readonly functions: readonly string[];
  /** First path segments in the landing zone, sorted. */
  readonly serviceAreas: readonly string[];
  /** Instances of each subscription, sorted. */
  readonly instances: readonly string[];
  readonly zips: readonly UploadedZip[];
  /** How many resources stand below each construct of the stack. */
  readonly resources: ReadonlyMap<string, number>;
}

/** @throws ZodError for JSON without functions, zips or subscriptions */
export function readServices(json: string): Services {
  const written: unknown = JSON.parse(json);
  const { aws_lambda_function, aws_s3_object, aws_db_event_subscription } = stack.parse(written).resource;
  const functions = Object.values(aws_lambda_function);
  const subscriptions = Object.values(aws_db_event_subscription);
  return {
    functions: functions.map(({ function_name }) => function_name).sort(),
    serviceAreas: functions.flatMap(({ environment }) => environment.variables["SERVICE_AREA"] ?? []).sort(),
    instances: subscriptions.map(({ source_ids }) => source_ids.join(" ")).sort(),
    zips: Object.values(aws_s3_object),
    resources: countByConstruct(written),
  };
}

function countByConstruct(written: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const named of Object.values(resources.parse(written).resource))
    for (const { "//": origin } of Object.values(named)) {
      const construct = origin.metadata.path.split("/").slice(0, 2).join("/");
      counts.set(construct, (counts.get(construct) ?? 0) + 1);
    }
  return counts;
}
