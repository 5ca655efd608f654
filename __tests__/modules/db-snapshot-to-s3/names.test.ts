import fc from "fast-check";
import {
  maximumIdentifierPrefixLength,
  pipelineNames,
  PIPELINE_NAMES,
  tightestName,
} from "../../../modules/db-snapshot-to-s3/names";
import { prefixLimit } from "../../../modules/shared/derived-name";

const lower = (text: string): string => text.toLowerCase();

describe("names", () => {
  it("leaves the case of functions, and lowers everything else", () => {
    const names = pipelineNames("DataPlatform-stg", lower);
    for (const [key, name] of Object.entries(names)) {
      const isFunction = key === "exportFunction" || key === "copierFunction";
      expect(name.startsWith(isFunction ? "DataPlatform-stg-" : "dataplatform-stg-")).toBe(true);
    }
  });

  it("fit with the longest prefix, and one of them does not with a longer one", () => {
    const lengths = fc.integer({ min: 1, max: maximumIdentifierPrefixLength });
    const fits = (length: number): boolean =>
      Object.entries(pipelineNames("x".repeat(length), lower)).every(
        ([key, name]) => name.length <= PIPELINE_NAMES[key as keyof typeof PIPELINE_NAMES].limit,
      );
    fc.assert(fc.property(lengths, fits));
    expect(fits(maximumIdentifierPrefixLength + 1)).toBe(false);
  });

  it("is tightest for the role that RDS assumes", () => {
    expect([tightestName.of, tightestName.suffix, maximumIdentifierPrefixLength]).toEqual([
      "IAM role",
      "rds-snapshot-export-service",
      64 - "-rds-snapshot-export-service".length,
    ]);
  });

  it("finds the tightest of several, whatever their order", () => {
    const role = { of: "role", suffix: "abc", lowerCase: true, limit: 10 };
    const queue = { of: "queue", suffix: "abcd", lowerCase: true, limit: 10 };
    expect(prefixLimit([role, queue])).toEqual({ maximum: 5, tightest: queue });
    expect(prefixLimit([queue, role])).toEqual({ maximum: 5, tightest: queue });
  });
});
