import { withoutNoise } from "../../../../config/tooling/takeover/api-noise";
import { bucketChanges } from "../../../../config/tooling/takeover/explained-bucket-changes";
import { pipelineChanges } from "../../../../config/tooling/takeover/explained-pipeline-changes";
import { destroyed, judgePlan, type ExplainedChange } from "../../../../config/tooling/takeover/judge-plan";
import type { ResourceChange } from "../../../../config/tooling/terraform-plan-json";

function change(address: string, overrides: Partial<ResourceChange> = {}): ResourceChange {
  return {
    address,
    type: "aws_sqs_queue",
    action: "update",
    changed: [],
    waitsFor: {},
    before: {},
    after: {},
    ...overrides,
  };
}

const queue: ExplainedChange = {
  in: ["module.one", "module.two[0]"],
  address: "aws_sqs_queue.letters",
  action: "update",
  arguments: ["message_retention_seconds"],
  why: "Letters are kept longer.",
};
const ofQueue = queue.in.map((call) =>
  change(`${call}.aws_sqs_queue.letters`, { changed: ["message_retention_seconds"] }),
);

describe("a plan, held to what is explained", () => {
  it("is right when every change has an entry, and every entry a change", () => {
    expect(judgePlan(ofQueue, [queue])).toEqual([]);
  });

  it("is wrong with a change that nobody explains", () => {
    expect(judgePlan([...ofQueue, change("aws_sns_topic.events", { action: "create" })], [queue])).toEqual([
      "not explained: create aws_sns_topic.events",
    ]);
  });

  it("is wrong where an argument changes of which the entry says nothing", () => {
    const more = ofQueue.map((one) => ({ ...one, changed: ["message_retention_seconds", "name"] }));
    expect(judgePlan(more.slice(0, 1), [{ ...queue, in: ["module.one"] }])).toEqual([
      "not explained: update module.one.aws_sqs_queue.letters (message_retention_seconds, name)",
      "explained, and not in the plan: update module.one.aws_sqs_queue.letters (message_retention_seconds)",
    ]);
  });

  it("is wrong where one of several modules does not show the change", () => {
    expect(judgePlan(ofQueue.slice(0, 1), [queue])).toEqual([
      "explained, and not in the plan: update module.two[0].aws_sqs_queue.letters (message_retention_seconds)",
    ]);
  });

  it("is wrong with the same entry twice", () => {
    expect(judgePlan(ofQueue, [queue, queue])).toHaveLength(2);
  });
});

it("names what is deleted or replaced", () => {
  expect(
    destroyed([
      change("a", { action: "delete" }),
      change("b", { action: "replace" }),
      change("c", { action: "forget" }),
      change("d"),
    ]),
  ).toEqual(["delete a", "replace b"]);
});

it("explains no change twice", () => {
  const addresses = [...pipelineChanges, ...bucketChanges].map(
    ({ address, action }) => `${action} ${address}`,
  );
  expect(new Set(addresses).size).toBe(addresses.length);
});

describe("what the API itself causes", () => {
  const noise = [change("queue", { changed: ["redrive_policy"], after: { redrive_policy: "{}" } })];

  it("is taken away where it is the very same change", () => {
    expect(withoutNoise([change("queue", noise[0])], noise)).toEqual([]);
  });

  it("leaves the other arguments", () => {
    const more = change("queue", { changed: ["name", "redrive_policy"], after: { redrive_policy: "{}" } });
    expect(withoutNoise([more], noise)).toEqual([{ ...more, changed: ["name"] }]);
  });

  it("excuses no other value, no value that is not known yet, no other resource, and no deletion", () => {
    const others = [
      change("queue", { changed: ["redrive_policy"], after: { redrive_policy: "{ }" } }),
      change("other", { changed: ["redrive_policy"], after: { redrive_policy: "{}" } }),
      change("queue", { action: "delete" }),
      change("queue", { action: "replace", changed: ["redrive_policy"], after: { redrive_policy: "{}" } }),
    ];
    expect(withoutNoise(others, noise)).toEqual(others);
    const unknown = [change("queue", { changed: ["version_id"] })];
    expect(withoutNoise(unknown, unknown)).toEqual(unknown);
  });
});
