import { MOMENT } from "../local/permissions/moment";
import { localStack } from "../../config/tooling/permissions/local-stack";
import { pageProblems } from "../../config/tooling/permissions/page-problems";
import { recordPaths } from "../../config/tooling/permissions/record-paths";
import { reasonFor, unusedGrantProblems } from "../../local/permissions/check-unused-grants";
import { PolicyAuthority } from "../../local/permissions/policy-authority";
import { sessionArn } from "../../local/permissions/principals";
import { statementsOf, type PlacedStatement } from "../../local/permissions/stack-statements";
import { statementUses, type DecidedCall } from "../../local/permissions/statement-uses";
import type { StatementUse } from "../../local/permissions/statement-use";
import { UNUSED_GRANTS } from "../../local/permissions/unused-grants";
import { withoutStatement } from "../../local/permissions/without-statement";
import { repositoryRoot } from "../../modules/shared/repository-root";
import { REMOVAL_EXCEPTIONS } from "../local/permissions/removal-exceptions";
import { Replay, severalActions, type TurnedRequest } from "../local/permissions/removals";

const root = repositoryRoot();
const { permissions } = localStack();
const statements = statementsOf(permissions.policies, permissions.stackPolicyNames);
const of = (effect: string): [string, PlacedStatement][] =>
  statements
    .filter(({ body }) => body["Effect"] === effect)
    .map((placed) => [`${placed.policy}, ${placed.statement}`, placed]);

let calls: readonly DecidedCall[] = [];
let uses: readonly StatementUse[] = [];
let replay = new Replay(permissions.policies, []);

beforeAll(async () => {
  calls = await recordPaths(root);
  uses = statementUses(permissions.policies, calls, permissions.stackPolicyNames);
  replay = new Replay(permissions.policies, calls);
}, 300_000);

/** No run uses it, and it is known why. */
const isUnused = ({ policy, statement }: PlacedStatement, action?: string): boolean =>
  uses
    .filter((use) => use.policy === policy && use.statement === statement)
    .filter((use) => action === undefined || use.action === action)
    .every((use) => use.times === 0 && reasonFor(use, UNUSED_GRANTS) !== undefined);

const isException = ({ policy, statement }: PlacedStatement, action?: string): boolean =>
  REMOVAL_EXCEPTIONS.some(
    (entry) =>
      entry.policy === policy &&
      entry.statement === statement &&
      (entry.action === undefined || entry.action === action),
  );

function expectNamed(turned: TurnedRequest | undefined, { policy }: PlacedStatement): void {
  expect(turned).toBeDefined();
  if (turned === undefined) return;
  const { request, denial } = turned;
  const { principal, session, action, resource } = request;
  expect(denial.because).toContain(session === undefined ? principal : sessionArn(principal, session));
  expect(denial.because).toContain(`is not authorized to perform: ${action} on resource: ${resource}`);
  expect(denial.remedy.policy).toBe(policy);
}

test("the pipeline is allowed everything that it asks for, by every path", () => {
  expect(calls.length).toBeGreaterThan(500);
  const denied = calls.flatMap(({ access }) => access).filter(({ decision }) => decision.kind === "denied");
  expect(denied).toEqual([]);
});

test("the policies decide the same here as they did in the runs", async () => {
  const authority = new PolicyAuthority(permissions.policies, MOMENT);
  for (const request of replay.requests)
    expect(await authority.decide(request)).toMatchObject({ kind: "allowed" });
});

test("nothing is granted that no run uses, but what is listed with its reason", () => {
  expect(unusedGrantProblems(uses, UNUSED_GRANTS)).toEqual([]);
});

test("docs/permissions.md tells of these runs", () => {
  expect(pageProblems(root, calls)).toEqual([]);
});

describe("without a statement, a run would be denied something, and told of the policy that lacks it", () => {
  test.each(of("Allow"))("%s", async (_name, placed) => {
    const turned = await replay.withoutStatement(placed);
    if (isException(placed) || isUnused(placed)) expect(turned).toBeUndefined();
    else expectNamed(turned, placed);
  });
});

describe("so it would be without one of several actions", () => {
  const actions = of("Allow").flatMap(([name, placed]) =>
    severalActions(placed).map((action): [string, PlacedStatement, string] => [
      `${name}: ${action}`,
      placed,
      action,
    ]),
  );

  test.each(actions)("%s", async (_name, placed, action) => {
    const turned = await replay.withoutAction(placed, action);
    if (isException(placed, action) || isUnused(placed, action)) expect(turned).toBeUndefined();
    else expectNamed(turned, placed);
  });
});

describe("a Deny denies a run nothing, and what it is there for", () => {
  test.each(of("Deny"))("%s", async (_name, placed) => {
    const { policy, statement, attachedTo = "none" } = placed;
    const request = replay.requests.find(({ resource }) => resource.startsWith(attachedTo));
    if (request === undefined) throw new Error(`no request about ${attachedTo}`);
    const overHttp = { ...request, context: { ...request.context, "aws:SecureTransport": "false" } };
    const decide = (policies: typeof permissions.policies): Promise<unknown> =>
      new PolicyAuthority(policies, MOMENT).decide(overHttp);
    expect(await decide(permissions.policies)).toMatchObject({
      kind: "denied",
      by: { policy, statement },
      because: expect.stringContaining(
        `${request.action} on resource: ${request.resource} with an explicit deny`,
      ),
    });
    expect(await decide(withoutStatement(permissions.policies, placed))).toMatchObject({ kind: "allowed" });
  });
});

test("every exception is a statement of the stack, and an action of it", () => {
  for (const { policy, statement, action } of REMOVAL_EXCEPTIONS) {
    const found = statements.find((placed) => placed.policy === policy && placed.statement === statement);
    expect(found).toBeDefined();
    if (found !== undefined && action !== undefined) expect(severalActions(found)).toContain(action);
  }
});
