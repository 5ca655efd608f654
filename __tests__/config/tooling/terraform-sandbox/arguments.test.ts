import { parseArguments } from "../../../../config/tooling/terraform-sandbox/arguments";
import { LIVES } from "../../../../config/tooling/terraform-sandbox/lives";

const known = LIVES.map(({ name }) => name);

it("runs every life, or those that are asked for, in the lives' order", () => {
  expect(parseArguments([], known)).toEqual({ lives: known, transcript: undefined });
  expect(parseArguments(["twice", "one-account"], known).lives).toEqual(["one-account", "twice"]);
});

it("says which lives there are when one is not there", () => {
  expect(() => parseArguments(["thrice", "twice"], known)).toThrow(
    /^no such life: thrice; expected some of one-account, two-accounts/,
  );
});

it("takes a file for the transcript, of the life that has one", () => {
  expect(parseArguments(["--transcript", "a.txt"], known).transcript).toBe("a.txt");
  expect(() => parseArguments(["twice", "--transcript", "a.txt"], known)).toThrow(
    "expected one-account among the lives",
  );
});

it.each([["--transcript"], ["--transcript="], ["--fast"]])(
  "refuses %s, and says how it is used",
  (option) => {
    expect(() => parseArguments([option], known)).toThrow("usage: npm run terraform:sandbox");
  },
);
