import { callerIdentity } from "../../../../local/aws/sts/caller-identity";
import { accountId, operator, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.close();
});

async function ask(action: string): Promise<{ readonly status: number; readonly text: string }> {
  const { accessKeyId, sessionToken } = world.aws.credentialsFor(operator);
  const answer = await fetch(world.aws.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-2/sts/aws4_request`,
      "x-amz-security-token": sessionToken,
    },
    body: new URLSearchParams({ Action: action, Version: "2011-06-15" }),
  });
  return { status: answer.status, text: await answer.text() };
}

it("says who calls, and records the call", async () => {
  const { status, text } = await ask("GetCallerIdentity");
  expect(status).toBe(200);
  expect(text).toContain(`<Arn>arn:aws:sts::${accountId}:assumed-role/operator/local</Arn>`);
  expect(text).toContain(`<Account>${accountId}</Account>`);
  expect(world.aws.calls.at(-1)).toMatchObject({
    service: "sts",
    operation: "GetCallerIdentity",
    status: 200,
  });
});

it("gives out no credentials", async () => {
  const { status, text } = await ask("AssumeRole");
  expect(status).toBe(400);
  expect(text).toContain("<Code>InvalidAction</Code>");
});

it("names sessions of roles, users and the account itself as STS does", () => {
  const principal = `arn:aws:iam::${accountId}:role/path/to/work`;
  expect(callerIdentity({ principal, accountId, session: "s" })).toEqual({
    arn: `arn:aws:sts::${accountId}:assumed-role/work/s`,
    userId: expect.stringMatching(/^AROA[A-Z2-7]{17}:s$/) as string,
    account: accountId,
  });
  const user = `arn:aws:iam::${accountId}:user/me`;
  expect(callerIdentity({ principal: user, accountId })).toMatchObject({ arn: user });
  const root = `arn:aws:iam::${accountId}:root`;
  expect(callerIdentity({ principal: root, accountId }).userId).toBe(accountId);
});
