import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stand-in answers; may be changed while it runs. */
export interface AwsState {
  account: string;
  bastion: string;
  /** Looks at the bastion after which it runs, once it was started. */
  ping: string | undefined;
  database: string;
  /** Texts of the secret, by how often it was read; the last one stays. */
  secrets: string[];
  /** Operations that are refused, with the name of the error. */
  refused: Record<string, string>;
}

export interface StandInAws {
  readonly state: AwsState;
  /** Operations asked for so far, in order. */
  readonly calls: string[];
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The few calls that a way to the database takes, on 127.0.0.1. */
export async function startStandInAws(state: AwsState): Promise<StandInAws> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const target = request.headers["x-amz-target"];
      const operation =
        typeof target === "string"
          ? (target.split(".")[1] ?? "")
          : (new URLSearchParams(body).get("Action") ?? "");
      calls.push(operation);
      const refusal = state.refused[operation];
      const json = typeof target === "string";
      response.writeHead(refusal === undefined ? 200 : 400, {
        "content-type": json ? "application/x-amz-json-1.1" : "text/xml",
      });
      if (refusal === undefined) response.end(answer(operation, state));
      else if (json) response.end(JSON.stringify({ __type: refusal, message: `refused: ${operation}` }));
      else
        response.end(
          `<ErrorResponse><Error><Code>${refusal}</Code><Message>refused</Message></Error></ErrorResponse>`,
        );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    state,
    calls,
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function answer(operation: string, state: AwsState): string {
  switch (operation) {
    case "GetCallerIdentity":
      return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${state.account}:user/you</Arn><UserId>you</UserId><Account>${state.account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    case "DescribeInstances":
      return `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item><instancesSet><item><instanceId>i-0123</instanceId><instanceState><code>0</code><name>${state.bastion}</name></instanceState></item></instancesSet></item></reservationSet></DescribeInstancesResponse>`;
    case "StartInstances":
      state.bastion = "running";
      state.ping = "Online";
      return `<StartInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><instancesSet/></StartInstancesResponse>`;
    case "DescribeDBInstances":
      return `<DescribeDBInstancesResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>${state.database}</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>`;
    case "StartDBInstance":
      state.database = "available";
      return `<StartDBInstanceResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><StartDBInstanceResult><DBInstance/></StartDBInstanceResult></StartDBInstanceResponse>`;
    case "DescribeInstanceInformation":
      return JSON.stringify({
        InstanceInformationList:
          state.ping === undefined ? [] : [{ InstanceId: "i-0123", PingStatus: state.ping }],
      });
    case "GetSecretValue":
      return JSON.stringify({
        SecretString: state.secrets.length > 1 ? state.secrets.shift() : state.secrets[0],
      });
    default:
      throw new Error(`the stand-in does not know ${operation}`);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
