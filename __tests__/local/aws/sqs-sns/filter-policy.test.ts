import { passesFilter, valuesOfAttributes, valuesOfBody } from "../../../../local/aws/sqs-sns/filter-policy";

const attributes = valuesOfAttributes({
  store: { DataType: "String", StringValue: "Example_Corp" },
  price: { DataType: "Number", StringValue: "100.5" },
  tags: { DataType: "String.Array", StringValue: '["red", "blue"]' },
});

it.each([
  [{ store: ["Example_Corp"] }, true],
  [{ store: ["other", "Example_Corp"] }, true],
  [{ store: ["other"] }, false],
  [{ store: ["Example_Corp"], price: [{ numeric: [">", 100, "<=", 101] }] }, true],
  [{ store: ["Example_Corp"], price: [{ numeric: ["<", 100] }] }, false],
  [{ price: [{ numeric: ["=", 100.5] }] }, true],
  [{ price: [100.5] }, true],
  [{ store: [{ prefix: "Ex" }] }, true],
  [{ store: [{ suffix: "corp" }] }, false],
  [{ store: [{ "equals-ignore-case": "example_corp" }] }, true],
  [{ store: [{ "anything-but": ["other"] }] }, true],
  [{ store: [{ "anything-but": "Example_Corp" }] }, false],
  [{ store: [{ "anything-but": { prefix: "Ex" } }] }, false],
  [{ missing: [{ exists: false }] }, true],
  [{ missing: [{ "anything-but": ["x"] }] }, false],
  [{ store: [{ exists: true }] }, true],
  [{ tags: ["blue"] }, true],
  [{ $or: [{ store: ["other"] }, { price: [100.5] }] }, true],
  [{ $or: [{ store: ["other"] }, { price: [1] }] }, false],
])("%j passes: %j", (filter, passes) => {
  expect(passesFilter(filter, attributes)).toBe(passes);
});

it("looks into the body, names joined", () => {
  const values = valuesOfBody(
    '{"detail": {"kind": "backup", "urgent": true}, "ids": [{"id": 1}, {"id": 2}]}',
  );
  expect(values && passesFilter({ detail: { kind: ["backup"], urgent: [true] } }, values)).toBe(true);
  expect(values && passesFilter({ detail: { kind: ["deletion"] } }, values)).toBe(false);
  expect(values && passesFilter({ ids: { id: [2] } }, values)).toBe(true);
});

it.each(["plain text", "[1]", "3"])("has nothing for a filter to look at in %j", (body) => {
  expect(valuesOfBody(body)).toBeUndefined();
});

it("refuses a condition that it does not know", () => {
  expect(() => passesFilter({ store: [{ cidr: "10.0.0.0/8" }] }, attributes)).toThrow("no filter");
});
