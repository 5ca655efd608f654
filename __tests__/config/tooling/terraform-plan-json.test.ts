import { parsePlan } from "../../../config/tooling/terraform-plan-json";

interface Change {
  readonly address: string;
  readonly [key: string]: unknown;
}

/**
 * What `terraform show -json` prints of a change, in which a test says only what it is about.
 * @param address within its module
 */
function change(
  address: string,
  actions: readonly string[],
  { module, ...parts }: Record<string, unknown> = {},
): Change {
  const [, mode, type, name] = /^(data\.)?(\w+)\.(\w+)/.exec(address)!;
  return {
    address: typeof module === "string" ? `${module}.${address}` : address,
    module_address: module,
    mode: mode === undefined ? "managed" : "data",
    type,
    name,
    change: { actions, before: {}, after: {}, after_unknown: {}, ...parts },
  };
}

const plan = (changes: readonly Change[], others: object = {}): ReturnType<typeof parsePlan> =>
  parsePlan(JSON.stringify({ format_version: "1.2", resource_changes: changes, ...others }));

it.each([
  [["no-op"], undefined],
  [["create"], "create"],
  [["update"], "update"],
  [["delete"], "delete"],
  [["forget"], "forget"],
  [["delete", "create"], "replace"],
  [["create", "delete"], "replace"],
])("takes the actions %j for %s", (actions, action) => {
  expect(plan([change("aws_sqs_queue.a", actions)]).changes.map((one) => one.action)).toEqual(
    action === undefined ? [] : [action],
  );
});

it("leaves out data sources, which Terraform reads and changes nothing by", () => {
  expect(plan([change("data.aws_iam_policy_document.a", ["read"])]).changes).toEqual([]);
});

it("names the arguments that change, in order, and not those that stay", () => {
  const [one] = plan([
    change("aws_sqs_queue.a", ["update"], {
      before: { tags: { a: "1" }, name: "q", delay: 0, policy: null },
      after: { tags: { a: "2" }, name: "q", delay: 5 },
    }),
  ]).changes;
  expect(one).toMatchObject({ type: "aws_sqs_queue", changed: ["delay", "tags"] });
});

it("takes what is not known yet for a change, as a whole and in a part", () => {
  const [one] = plan([
    change("aws_lambda_function.a", ["update"], {
      before: { arn: "a", environment: [{ variables: { A: "1" } }], tags: {} },
      after: { environment: [{ variables: {} }], tags: {} },
      after_unknown: { arn: true, environment: [{ variables: { A: true } }], tags: {}, vpc_config: [] },
    }),
  ]).changes;
  expect(one?.changed).toEqual(["arn", "environment"]);
});

it("names no argument of what is created or deleted, where each of them would be one", () => {
  const { changes } = plan([
    change("aws_sqs_queue.a", ["create"], {
      before: null,
      after: { name: "a" },
      after_unknown: { arn: true },
    }),
    change("aws_sqs_queue.b", ["delete"], { before: { name: "b" }, after: null, after_unknown: false }),
  ]);
  expect(changes.map(({ changed }) => changed)).toEqual([[], []]);
});

it("lists the outputs that change", () => {
  const output_changes = { same: { actions: ["no-op"] }, other: { actions: ["update"] } };
  expect(plan([], { output_changes }).changedOutputs).toEqual(["other"]);
});

it("refuses what is no plan, and an action that it does not know", () => {
  expect(() => parsePlan('{"resource_changes": [{}]}')).toThrow("address");
  expect(() => plan([change("aws_sqs_queue.a", ["import"])])).toThrow("actions");
});

describe("an argument that waits", () => {
  const refers = (...references: string[]): object => ({ references });
  const configured = {
    resources: [
      {
        address: "aws_sqs_queue_policy.p",
        expressions: {
          policy: refers("data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"),
        },
      },
      {
        address: "data.aws_iam_policy_document.d",
        expressions: { statement: [{ resources: refers("aws_sqs_queue.q.arn", "aws_sqs_queue.q") }] },
      },
    ],
  };
  const changesIn = (module?: string): readonly Change[] => [
    change("aws_sqs_queue_policy.p", ["update"], {
      module,
      before: { policy: "{}" },
      after_unknown: { policy: true },
    }),
    change("data.aws_iam_policy_document.d", ["read"], { module }),
    change("aws_sqs_queue.q[0]", ["update"], { module, before: { delay: 0 }, after: { delay: 1 } }),
  ];
  const waits = (changes: readonly Change[], root_module: object): object | undefined =>
    plan(changes, { configuration: { root_module } }).changes[0]?.waitsFor;

  it("says for which resource, through the data source that is read later", () => {
    expect(waits(changesIn(), configured)).toEqual({ policy: ["aws_sqs_queue.q[0]"] });
  });

  it("keeps to its own instance of a module", () => {
    const changes = [...changesIn('module.a["x.y"]'), ...changesIn('module.a["z"]')];
    expect(waits(changes, { module_calls: { a: { module: configured } } })).toEqual({
      policy: ['module.a["x.y"].aws_sqs_queue.q[0]'],
    });
  });

  it("waits for nothing when the data source is not read again, or what it refers to does not change", () => {
    const [policy, data, queue] = changesIn() as [Change, Change, Change];
    expect(waits([policy, queue], configured)).toEqual({});
    expect(
      waits([policy, data, { ...queue, change: { actions: ["no-op"], before: {}, after: {} } }], configured),
    ).toEqual({});
  });
});
