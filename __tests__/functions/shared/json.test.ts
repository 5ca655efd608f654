import { parseCopierRequest } from "../../../functions/copier/event";
import { parseExportMessage } from "../../../functions/export/event";
import { readJson } from "../../../functions/shared/json";

describe("JSON from outside", () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;

  test("is parsed", () => {
    expect(readJson('{"a": ["é😀", 1, null]}')).toEqual({ ok: true, value: { a: ["é😀", 1, null] } });
  });

  test("is told of where it is none", () => {
    expect(readJson("{")).toEqual({ ok: false, reason: expect.stringMatching(/JSON/) as string });
  });

  test("holds no half of a surrogate pair, which no request could carry", () => {
    expect(readJson(String.raw`["a\ud800b", "\udc00", "\ud83d\ude00"]`)).toEqual({
      ok: true,
      value: ["a\uFFFDb", "\uFFFD", "😀"],
    });
  });

  test("is unreadable where it is nested more deeply than anybody can walk through", () => {
    expect(readJson(deep)).toEqual({ ok: false, reason: "it is nested too deeply" });
  });

  test.each([
    ["the copier", parseCopierRequest],
    ["the export function", parseExportMessage],
  ])("ends %s's message as unreadable there, whichever field it is", (_who, parse) => {
    const body = `{"source":"aws.rds","detail-type":"RDS DB Snapshot Event","detail":{"EventID":"RDS-EVENT-0161","SourceArn":${deep}}}`;
    expect(parse(body)).toEqual({
      kind: "unreadable",
      reason: "the body is not JSON (it is nested too deeply)",
    });
  });
});
