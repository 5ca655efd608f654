import { hclArgument } from "../../../modules/sandbox/hcl-text";

it("writes texts, lists and objects, each attribute on a line of its own", () => {
  const value = [
    { sid: "One", actions: ["a", "b"], principals: { type: "AWS", identifiers: [] }, effect: "Allow" },
  ];
  expect(hclArgument("statements", value)).toBe(
    [
      "statements = [",
      "  {",
      '    sid     = "One"',
      '    actions = ["a", "b"]',
      "    principals = {",
      '      type        = "AWS"',
      "      identifiers = []",
      "    }",
      '    effect = "Allow"',
      "  },",
      "]",
      "",
    ].join("\n"),
  );
});
