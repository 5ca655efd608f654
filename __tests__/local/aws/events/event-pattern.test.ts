import { matchesPattern, parseEventPattern } from "../../../../local/aws/events/event-pattern";

const event = {
  source: "aws.rds",
  "detail-type": "RDS DB Snapshot Event",
  resources: ["arn:aws:rds:eu-west-2:111122223333:snapshot:rds:a", "arn:other"],
  detail: { EventID: "RDS-EVENT-0161", count: 2, nothing: null, yes: true },
};
const matches = (pattern: unknown): boolean =>
  matchesPattern(parseEventPattern(JSON.stringify(pattern)), event);

test.each<[string, unknown]>([
  ["a value", { source: ["aws.rds"] }],
  ["one value of several", { detail: { EventID: ["RDS-EVENT-0159", "RDS-EVENT-0161"] } }],
  ["every field", { source: ["aws.rds"], detail: { EventID: ["RDS-EVENT-0161"] } }],
  ["a prefix", { detail: { EventID: [{ prefix: "RDS-EVENT-01" }] } }],
  ["one of an event's list", { resources: ["arn:other"] }],
  ["numbers, truth values and null", { detail: { count: [2], yes: [true], nothing: [null] } }],
])("matches %s", (_what, pattern) => {
  expect(matches(pattern)).toBe(true);
});

test.each<[string, unknown]>([
  ["another value", { source: ["aws.s3"] }],
  ["one of two fields only", { source: ["aws.rds"], detail: { EventID: ["RDS-EVENT-0040"] } }],
  ["a field that is not there", { nothing: [null] }],
  ["a number written as text", { detail: { count: ["2"] } }],
  ["fields below a value", { source: { name: ["aws.rds"] } }],
  ["what every object has", { constructor: { name: ["Object"] } }],
])("does not match %s", (_what, pattern) => {
  expect(matches(pattern)).toBe(false);
});

test.each<[string, unknown]>([
  ["anything-but", { source: [{ "anything-but": "aws.rds" }] }],
  ["$or", { $or: [{ source: ["aws.rds"] }] }],
  ["an empty list", { source: [] }],
  ["a value outside of a list", { source: "aws.rds" }],
  ["nothing at all", {}],
])("refuses %s, which it would otherwise take for something else", (_what, pattern) => {
  expect(() => parseEventPattern(JSON.stringify(pattern))).toThrow(/matches values and prefixes/);
});
