import { judgeSecondPlan, staleDeviations } from "../../../../config/tooling/terraform-examples/second-plan";
import type { ResourceChange } from "../../../../config/tooling/terraform-plan-json";

const deviations = [{ type: "aws_sqs_queue", attributes: ["redrive_policy", "delay"] }];

function change(
  address: string,
  changed: readonly string[],
  others: Partial<ResourceChange> = {},
): ResourceChange {
  const [type = ""] = address.split(".");
  return { address, type, action: "update", changed, waitsFor: {}, before: {}, after: {}, ...others };
}

const judge = (...changes: ResourceChange[]): ReturnType<typeof judgeSecondPlan> =>
  judgeSecondPlan({ changes, changedOutputs: [] }, deviations);

it("has nothing to say of an empty plan", () => {
  expect(judge()).toEqual({ explainedBy: [], unexplained: [] });
});

it("takes a listed argument, once however often it changes", () => {
  expect(
    judge(change("aws_sqs_queue.a", ["redrive_policy"]), change("aws_sqs_queue.b", ["redrive_policy"])),
  ).toEqual({
    explainedBy: ["aws_sqs_queue.redrive_policy"],
    unexplained: [],
  });
});

it("takes no other argument, and none beside a listed one", () => {
  const { unexplained } = judge(
    change("aws_sqs_queue.a", ["redrive_policy", "tags"]),
    change("aws_sns_topic.a", ["delay"]),
  );
  expect(unexplained).toEqual([
    "update aws_sqs_queue.a: redrive_policy, tags",
    "update aws_sns_topic.a: delay",
  ]);
});

it.each(["create", "delete", "replace", "forget"] as const)("takes no %s, whatever is listed", (action) => {
  expect(judge(change("aws_sqs_queue.a", ["redrive_policy"], { action })).unexplained).toHaveLength(1);
});

it("takes what is only not known before an explained change", () => {
  const waiting = change("aws_sqs_queue_policy.a", ["policy"], { waitsFor: { policy: ["aws_sqs_queue.a"] } });
  expect(judge(waiting, change("aws_sqs_queue.a", ["redrive_policy"])).unexplained).toEqual([]);
  expect(judge(waiting, change("aws_sqs_queue.a", ["tags"])).unexplained).toEqual([
    "update aws_sqs_queue_policy.a: policy",
    "update aws_sqs_queue.a: tags",
  ]);
  expect(judge(waiting).unexplained).toHaveLength(1);
});

it("takes no change of an output", () => {
  expect(judgeSecondPlan({ changes: [], changedOutputs: ["url"] }, deviations).unexplained).toEqual([
    "output url",
  ]);
});

it("calls stale what no plan shows, argument by argument", () => {
  const verdicts = [judge(change("aws_sqs_queue.a", ["delay"])), judge()];
  expect(staleDeviations(verdicts, deviations)).toEqual(["aws_sqs_queue.redrive_policy"]);
  expect(
    staleDeviations([judge(change("aws_sqs_queue.a", ["delay", "redrive_policy"]))], deviations),
  ).toEqual([]);
});
