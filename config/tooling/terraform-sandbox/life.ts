import type { RunningAwsApi } from "../local-aws-api";

/** One way through which a sandbox is taken, from nothing to nothing, with an AWS API of its own. */
export interface Life {
  readonly name: string;
  /** @returns what is wrong, a line each */
  run(stage: Stage): Promise<readonly string[]>;
}

/** What every life works with. */
export interface Stage {
  /** Empty; for Terraform's files. */
  readonly folder: string;
  /** Folder that holds what was synthesised, a folder for each stack. */
  readonly stacks: string;
  readonly api: RunningAwsApi;
  /** Does a step and reports it. @param what says what came of it */
  readonly step: <Result>(
    name: string,
    work: Promise<Result>,
    what?: (result: Result) => string,
  ) => Promise<Result>;
  /** Keeps what Terraform printed for the transcript. */
  readonly keep: (command: string, printed: string) => void;
}

export const REGION = "eu-west-2";

/** Part of every name of the sandbox. */
export const PREFIX = "dbsnap-try";
