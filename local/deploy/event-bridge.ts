import * as z from "zod";
import { parseEventPattern } from "../aws/events/event-pattern";
import type { EventRule, QueueDelivery, Schedule } from "../aws/events/local-events";
import type { Configuration } from "./configuration";
import { nested } from "./nested";
import { TerraformJsonError, type Block } from "./terraform-json";

const state = z.enum(["ENABLED", "DISABLED"]).default("ENABLED");
const bus = z.literal("default").optional();

const ruleArguments = z.strictObject({
  name: z.string().min(1).max(64),
  description: z.string().max(512).optional(),
  event_bus_name: bus,
  event_pattern: z.string(),
  state,
  tags: z.record(z.string(), z.string()).optional(),
});

const retryPolicy = nested({
  maximum_event_age_in_seconds: z.int().min(60).max(86_400).optional(),
  maximum_retry_attempts: z.int().min(0).max(185).optional(),
}).optional();

const targetArguments = z.strictObject({
  /** Name of the rule. */
  rule: z.string(),
  arn: z.string().startsWith("arn:aws:sqs:", "the local EventBridge delivers to queues"),
  event_bus_name: bus,
  target_id: z.string().min(1).max(64).optional(),
  dead_letter_config: nested({ arn: z.string() }).optional(),
  retry_policy: retryPolicy,
});

const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const UNIT_SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const;

const scheduleArguments = z.strictObject({
  name: z.string().min(1).max(64),
  description: z.string().max(512).optional(),
  group_name: z.string().default("default"),
  schedule_expression: z.string().regex(RATE, "the local EventBridge Scheduler knows rates: rate(6 hours)"),
  schedule_expression_timezone: z.literal("UTC").optional(),
  state,
  flexible_time_window: nested({ mode: z.literal("OFF") }),
  target: nested({
    arn: z.string().startsWith("arn:aws:sqs:", "the local EventBridge Scheduler sends to queues"),
    role_arn: z.string(),
    input: z.string(),
    dead_letter_config: nested({ arn: z.string() }).optional(),
    retry_policy: retryPolicy,
  }),
});

type Target = Pick<z.infer<typeof targetArguments>, "arn" | "dead_letter_config" | "retry_policy">;

/** @throws TerraformJsonError for what the local EventBridge does not know */
export function readEventRules(configuration: Configuration): EventRule[] {
  const targets = configuration
    .resources("aws_cloudwatch_event_target")
    .map((block) => configuration.read(block, targetArguments));
  const rules = configuration.resources("aws_cloudwatch_event_rule").map((block) => {
    const given = configuration.read(block, ruleArguments);
    return {
      name: given.name,
      arn: arnOf(configuration, block),
      enabled: given.state === "ENABLED",
      pattern: patternOf(given.event_pattern, block),
      targets: targets.filter(({ rule }) => rule === given.name).map(delivery),
    };
  });
  const stray = targets.find(({ rule }) => !rules.some(({ name }) => name === rule));
  if (stray !== undefined)
    throw new TerraformJsonError(`a target is of the rule ${stray.rule}, which is not in the stack`);
  return rules;
}

const groupArguments = z.strictObject({
  name: z.string().min(1).max(64),
  tags: z.record(z.string(), z.string()).optional(),
});

/** @throws TerraformJsonError for what the local EventBridge Scheduler does not know */
export function readSchedules(configuration: Configuration): Schedule[] {
  const groups = configuration
    .resources("aws_scheduler_schedule_group")
    .map((block) => configuration.read(block, groupArguments).name);
  return configuration.resources("aws_scheduler_schedule").map((block) => {
    const given = configuration.read(block, scheduleArguments);
    if (given.group_name !== "default" && !groups.includes(given.group_name))
      throw new TerraformJsonError(
        `${block.address}: its group ${given.group_name} is not in the stack, which has ${groups.join(", ") || "none"}`,
      );
    const { role_arn: roleArn, input } = given.target;
    const { region, accountId } = configuration.target;
    return {
      arn: `arn:aws:scheduler:${region}:${accountId}:schedule/${given.group_name}/${given.name}`,
      groupArn: `arn:aws:scheduler:${region}:${accountId}:schedule-group/${given.group_name}`,
      enabled: given.state === "ENABLED",
      everySeconds: rateSeconds(given.schedule_expression),
      roleArn,
      input,
      target: delivery(given.target),
    };
  });
}

function delivery({ arn, dead_letter_config: dead, retry_policy: retry }: Target): QueueDelivery {
  const maximumAgeSeconds = retry?.maximum_event_age_in_seconds;
  const maximumAttempts = retry?.maximum_retry_attempts;
  return {
    queueArn: arn,
    ...(dead === undefined ? {} : { deadLetterArn: dead.arn }),
    retry: {
      ...(maximumAgeSeconds === undefined ? {} : { maximumAgeSeconds }),
      ...(maximumAttempts === undefined ? {} : { maximumAttempts }),
    },
  };
}

function patternOf(text: string, { address }: Block): EventRule["pattern"] {
  try {
    return parseEventPattern(text);
  } catch (error) {
    throw new TerraformJsonError(`${address}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function rateSeconds(expression: string): number {
  const [, count, unit] = RATE.exec(expression) ?? [];
  return Number(count) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
}

function arnOf(configuration: Configuration, { address }: Block): string {
  return z
    .string()
    .parse(configuration.valueOf({ address, attribute: "arn" }, { address, attribute: "arn" }));
}
