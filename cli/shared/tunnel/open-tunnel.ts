import { setTimeout as sleep } from "node:timers/promises";
import { unlessAborted } from "../../../local/start/interruption";
import { freePort } from "../../../local/postgres/free-port";
import { CommandError } from "../command/command-error";
import { answers } from "./answers";
import { forwardArguments, forwardCommand, type PortForward } from "./forward-command";
import { startGroup, type ProgramGroup } from "./own-group";

/** An open port forward of ours. */
export interface Tunnel {
  readonly host: string;
  readonly port: number;
  /**
   * What the program said when it ended by itself; undefined while it runs. Asked after a connection broke, which
   * happens a moment before the program ends, so it waits for that moment.
   */
  whyLost(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface OpenTunnelOptions extends Omit<PortForward, "localPort"> {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Is given the exact command before it is started. */
  readonly onCommand: (command: string) => void;
  readonly signal: AbortSignal;
}

/** What the plugin writes when its port is open. */
const READY = "Waiting for connections";
/** Real seconds in which the plugin has to have its port open. */
const READY_SECONDS = 60;
const ATTEMPTS = 3;
/** Real milliseconds in which a program ends that has lost its connections. */
const END_MILLISECONDS = 2000;

/**
 * Opens the port forward by the AWS CLI and its plugin, and waits until its port answers.
 *
 * @throws CommandError with what the AWS CLI said when it ends early, or is not ready in time
 */
export async function openTunnel(options: OpenTunnelOptions): Promise<Tunnel> {
  for (let attempt = 1; ; attempt++) {
    const forward = { ...options, localPort: await freePort() };
    options.onCommand(forwardCommand(forward));
    const running = new RunningForward(forward, options.environment);
    try {
      await running.ready(options.signal);
      return running;
    } catch (error) {
      await running.close();
      // Another program may have taken the port between its choice and its use.
      if (!running.portWasTaken() || attempt === ATTEMPTS) throw error;
    }
  }
}

class RunningForward implements Tunnel {
  readonly host = "127.0.0.1";
  readonly port: number;
  private readonly group: ProgramGroup;
  private said = "";
  private isReady = false;
  private lost: string | undefined;
  private isClosing = false;

  constructor(forward: PortForward, environment: Readonly<NodeJS.ProcessEnv>) {
    this.port = forward.localPort;
    this.group = startGroup("aws", forwardArguments(forward), environment);
    for (const stream of [this.group.child.stdout, this.group.child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.said = `${this.said}${text}`.slice(-MOST_SAID);
        this.isReady ||= this.said.includes(READY);
      });
    void this.group.ended.then((code) => {
      if (!this.isClosing)
        this.lost = `the AWS CLI ended the port forward (exit code ${code ?? "none"}): ${this.words()}`;
    });
  }

  async ready(signal: AbortSignal): Promise<void> {
    const end = performance.now() + READY_SECONDS * 1000;
    while (!(this.isReady && (await answers(this.host, this.port)))) {
      if (this.lost !== undefined)
        throw new CommandError(
          `${this.lost}. Try the command above by hand; these credentials need ssm:StartSession on the bastion and on ` +
            "the document",
        );
      if (performance.now() > end)
        throw new CommandError(
          `the port forward was not open within ${READY_SECONDS} s; the AWS CLI said: ${this.words()}`,
        );
      await unlessAborted(signal, sleep(100));
    }
  }

  async whyLost(): Promise<string | undefined> {
    if (this.lost === undefined) {
      const waiting = new AbortController();
      const moment = sleep(END_MILLISECONDS, undefined, { signal: waiting.signal }).catch(() => undefined);
      await Promise.race([this.group.ended, moment]);
      waiting.abort();
    }
    return this.lost;
  }

  portWasTaken(): boolean {
    return /address already in use|Only one usage of each socket address/i.test(this.said);
  }

  close(): Promise<void> {
    this.isClosing = true;
    return this.group.close();
  }

  private words(): string {
    const words = this.said.trim().replaceAll(/\s+/g, " ");
    return words === "" ? "nothing" : words;
  }
}

/** Characters of its output that are kept, for messages. */
const MOST_SAID = 4000;
