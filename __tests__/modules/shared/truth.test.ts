import { TerraformLocal, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { isMoreThan, times } from "../../../modules/shared/truth";

/** What Terraform is given for an expression over two of its variables. */
function written(expression: (days: number, hours: number) => unknown): unknown {
  const stack = new TerraformStack(Testing.app(), "stack");
  const variable = (name: string): number =>
    new TerraformVariable(stack, name, { type: "number" }).numberValue;
  new TerraformLocal(stack, "expression", expression(variable("days"), variable("hours")));
  const { locals } = JSON.parse(Testing.synth(stack)) as { locals: { expression: unknown } };
  return locals.expression;
}

describe("a number above another", () => {
  it.each([
    [2, 1, true],
    [1, 1, false],
    [0, 1, false],
    [1, 0, true],
  ])("is known of literals: %i and %i", (number, other, truth) => {
    expect(isMoreThan(number, other)).toBe(truth);
  });

  it("is found by Terraform where one of them is a variable", () => {
    expect(written((days, hours) => isMoreThan(days, hours))).toBe("${(var.days > var.hours)}");
    expect(written((days) => isMoreThan(days, 12))).toBe("${(var.days > 12)}");
    expect(written((_days, hours) => isMoreThan(168, hours))).toBe("${(168 > var.hours)}");
  });

  it("is found by Terraform where the other one is 0", () => {
    expect(written((days) => isMoreThan(days, 0))).toBe("${(0 < var.days)}");
    expect(written((_days, hours) => isMoreThan(0, hours))).toBe("${(0 > var.hours)}");
  });
});

it("multiplies literals now, and lets Terraform multiply variables", () => {
  expect(times(7, 24)).toBe(168);
  expect(times(0, 2)).toBe(0);
  expect(written((days) => times(days, 24))).toBe("${(var.days * 24)}");
});
