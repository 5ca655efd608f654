import { defaultSampleSize } from "../../../../local/postgres/sample/sample-size";

it("has 200,000 rows in its largest table unless something else is asked for", () => {
  expect(defaultSampleSize.readings).toBe(200_000);
});
