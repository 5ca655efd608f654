import path from "node:path";
import { startLocalAws } from "../aws/local-aws";
import type { LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import { sampleInstances } from "./instance-names";
import { createLandingZone, DATABASE_ACCOUNT, REGION, type LandingZone } from "./landing-zone";
import type { RunRecords } from "./run-records";
import type { RunData } from "./run-data";
import type { RunInputs } from "./run-options";
import { OwnDatabase } from "./own-database";
import { SampleData } from "./sample-data";
import type { RunSurroundings } from "./run-surroundings";

/** What stands once the servers are up. */
export interface World {
  readonly aws: LocalAws;
  readonly data: RunData;
  readonly zone: LandingZone;
}

/** Starts the databases and the AWS endpoint; what they tell is recorded. */
export async function startWorld(
  inputs: RunInputs,
  clock: WorldClock,
  records: RunRecords,
  { cleanUp, signal }: RunSurroundings,
): Promise<World> {
  const data = await openData(inputs, clock, (line) => {
    records.journal.files.write("postgres.log", line);
  });
  cleanUp.add("Postgres", () => data.close());
  signal.throwIfAborted();
  const aws = await startLocalAws({
    region: REGION,
    accountId: DATABASE_ACCOUNT,
    clock,
    directory: path.join(records.directory, "s3"),
    snapshots: data.storage,
    exporter: data.exporter,
  });
  cleanUp.add("the AWS endpoint", () => aws.close());
  aws.rds.onSnapshot((snapshot) => {
    records.history.snapshotChanged(snapshot);
  });
  aws.rds.onTask((task) => {
    records.history.taskChanged(task);
  });
  aws.onCall((call) => {
    records.journal.files.write("calls.jsonl", JSON.stringify(call));
  });
  for (const { identifier, options } of data.instances) aws.rds.createInstance(identifier, options);
  return { aws, data, zone: createLandingZone(aws) };
}

function openData(
  { options, database }: RunInputs,
  clock: WorldClock,
  log: (line: string) => void,
): Promise<RunData> {
  if (database === undefined)
    return SampleData.start(sampleInstances(options.instances), clock, log, options.rows);
  return OwnDatabase.connect({ ...database, now: () => clock.now() });
}
