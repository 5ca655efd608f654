import {
  deviationsOf,
  judgeAfterApply,
  judgeChange,
} from "../../../../config/tooling/terraform-sandbox/judge-plans";
import type { ResourceChange } from "../../../../config/tooling/terraform-plan-json";

function change(address: string, changed: readonly string[], action: ResourceChange["action"] = "update") {
  const [type = ""] = address.split(".");
  return { address, type, action, changed, waitsFor: {}, before: {}, after: {} };
}

const deviations = [{ type: "aws_sqs_queue", attributes: ["redrive_policy"] }];
const judge = (...changes: ResourceChange[]): readonly string[] =>
  judgeAfterApply("the second plan", { changes, changedOutputs: [] }, deviations);

it("expects those deviations whose resources a plan makes", () => {
  expect(deviationsOf([])).toEqual([]);
  const types = deviationsOf([change("aws_sqs_queue.a", [], "create")]).map(({ type }) => type);
  expect(types).toEqual(["aws_sqs_queue"]);
});

it("takes a plan with nothing in it but the deviations", () => {
  expect(judge(change("aws_sqs_queue.a", ["redrive_policy"]))).toEqual([]);
});

it("finds fault with a change that nothing explains, and with a deviation that does not show any more", () => {
  expect(judge(change("aws_instance.a", ["ami"], "replace"))).toEqual([
    "the second plan is not empty: replace aws_instance.a: ami",
    expect.stringContaining("aws_sqs_queue.redrive_policy is listed as answered wrongly"),
  ]);
});

it("lets a changed tag update, and nothing else", () => {
  expect(judgeChange([change("aws_sqs_queue.a", ["tags"])])).toEqual([]);
  expect(judgeChange([])).toEqual(["a changed tag changes nothing"]);
  expect(judgeChange([change("aws_instance.a", ["tags"], "replace")])).toEqual([
    "a changed tag would replace aws_instance.a",
  ]);
});
