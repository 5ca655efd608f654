/** fauxqs has one account, fixed in its code. */
export const EMULATOR_ACCOUNT = "000000000000";

export interface EmulatorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The host in the emulator's queue URLs: only ever seen by the emulator itself. */
const HOST = "emulator:1";

/**
 * The SNS and SQS emulator. It runs in this process and listens nowhere: requests are handed to it directly, so that
 * there is no second door beside the gateway, and no port to open or close.
 */
export class SqsSnsEmulator {
  private constructor(
    private readonly app: EmulatorApp,
    private readonly region: string,
  ) {}

  static async start(region: string): Promise<SqsSnsEmulator> {
    const app = await build(region);
    await app.ready();
    return new SqsSnsEmulator(app, region);
  }

  /** A call of SQS's JSON protocol. */
  async sqs(action: string, input: unknown): Promise<EmulatorAnswer> {
    return this.post(
      "sqs",
      { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
      JSON.stringify(input),
    );
  }

  /** A call of SNS's Query protocol. */
  async sns(form: URLSearchParams): Promise<EmulatorAnswer> {
    return this.post("sns", { "content-type": "application/x-www-form-urlencoded" }, form.toString());
  }

  /** The URL by which the emulator knows a queue. */
  queueUrl(name: string): string {
    return `http://sqs.${this.region}.localhost:1/${EMULATOR_ACCOUNT}/${name}`;
  }

  /** Ends long polls, and with them every request that is still open. */
  async close(): Promise<void> {
    await this.app.close();
  }

  private async post(
    service: string,
    headers: Record<string, string>,
    payload: string,
  ): Promise<EmulatorAnswer> {
    const scope = `emulator/20000101/${this.region}/${service}/aws4_request`;
    const response = await this.app.inject({
      method: "POST",
      url: "/",
      headers: { ...headers, host: HOST, authorization: `AWS4-HMAC-SHA256 Credential=${scope}` },
      payload,
    });
    const contentType = response.headers["content-type"];
    const queryError = response.headers["x-amzn-query-error"];
    return {
      status: response.statusCode,
      headers: {
        "content-type": typeof contentType === "string" ? contentType : "text/plain",
        ...(typeof queryError === "string" ? { "x-amzn-query-error": queryError } : {}),
      },
      body: response.payload,
    };
  }
}

/** The part of fauxqs's application (a Fastify instance, whose types it does not ship) that is used here. */
interface EmulatorApp {
  ready(): Promise<unknown>;
  close(): Promise<void>;
  inject(request: {
    readonly method: "POST";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly payload: string;
  }): Promise<{
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly payload: string;
  }>;
}

/** fauxqs is published for `import` only. */
async function build(region: string): Promise<EmulatorApp> {
  const { buildApp } = await import("fauxqs");
  return buildApp({ logger: false, defaultRegion: region }) as EmulatorApp;
}
