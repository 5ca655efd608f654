import { AccessDesk } from "./access-desk";
import { CallBook } from "./call-book";
import { CredentialBook } from "./credential-book";
import { EventPublisher } from "./event-publisher";
import { EventBus } from "./events/event-bus";
import type { LocalEvents } from "./events/local-events";
import { QueueDeliverer } from "./events/queue-deliverer";
import { Scheduler } from "./events/scheduler";
import { ExportService } from "./export-service";
import { FaultDesk } from "./fault-desk";
import { Gateway } from "./gateway";
import { Glue, glueService } from "./glue/glue-service";
import { OwnActs } from "./own-acts";
import { ExportRunner } from "./rds/export-runner";
import { RdsArns } from "./rds/rds-arns";
import { rdsService } from "./rds/rds-service";
import { RdsWorld, type RdsSurroundings } from "./rds/rds-world";
import { WorldTimers } from "./rds/world-timers";
import { BucketStore } from "./s3/bucket-store";
import { MultipartUploads } from "./s3/multipart-uploads";
import { s3Service } from "./s3/s3-service";
import { AccountArns } from "./sqs-sns/account-arns";
import { DeliveryLog } from "./sqs-sns/delivery-log";
import type { SqsSnsEmulator } from "./sqs-sns/emulator";
import { QueueUrls } from "./sqs-sns/queue-urls";
import { SnsDelivery } from "./sqs-sns/sns-delivery";
import { snsService } from "./sqs-sns/sns-service";
import { SqsService } from "./sqs-sns/sqs-service";
import { TopicBook } from "./sqs-sns/topic-book";
import { stsService } from "./sts/sts-service";
import type { LocalAwsOptions } from "./types";

/** What every call passes, and every act of AWS's own. */
interface Desks {
  readonly timers: WorldTimers;
  readonly credentials: CredentialBook;
  readonly calls: CallBook;
  readonly access: AccessDesk;
  readonly faults: FaultDesk;
  readonly acts: OwnActs;
}

/** The services of the local world, and what a program may do with them beside calling them. */
export interface LocalWorld extends Desks {
  /** The endpoint's URL goes here as soon as it is known. */
  readonly address: { endpoint: string };
  readonly buckets: BucketStore;
  readonly clients: { readonly close: () => void };
  readonly emulator: SqsSnsEmulator;
  readonly events: LocalEvents;
  readonly gateway: Gateway;
  readonly glue: Glue;
  readonly rds: RdsWorld;
}

function buildDesks({ clock }: LocalAwsOptions): Desks {
  const timers = new WorldTimers(clock);
  const credentials = new CredentialBook();
  const calls = new CallBook();
  const access = new AccessDesk();
  const faults = new FaultDesk((worldSeconds, signal) =>
    timers.wait(worldSeconds, AbortSignal.any([signal, timers.signal])),
  );
  const acts = new OwnActs(clock, access, calls, faults);
  return { timers, credentials, calls, access, faults, acts };
}

/** The event bus, and what a program may do with it and with the scheduler. */
function buildEvents(
  { acts, timers }: Desks,
  sqs: SqsService,
  { clock, region, accountId }: LocalAwsOptions,
): { readonly bus: EventBus; readonly events: LocalEvents } {
  const deliverer = new QueueDeliverer({ acts, sqs, timers, region });
  const bus = new EventBus(deliverer, timers, accountId);
  const scheduler = new Scheduler({ acts, clock, deliverer, timers, accountId });
  const events: LocalEvents = {
    putRule: (rule) => {
      bus.putRule(rule);
    },
    putSchedule: (schedule) => {
      scheduler.putSchedule(schedule);
    },
  };
  return { bus, events };
}

/** Every service and the gateway before them, not listening yet. */
export function buildWorld(options: LocalAwsOptions, emulator: SqsSnsEmulator): LocalWorld {
  const { region, accountId, clock } = options;
  const desks = buildDesks(options);
  const { credentials, acts } = desks;
  const arns = new AccountArns(region, accountId);
  const topics = new TopicBook(emulator, arns);
  const buckets = new BucketStore(options.directory, accountId, region, clock);
  const glue = new Glue(clock, region, accountId);
  // The port is known when the server listens; who needs the address asks for it then.
  const address = { endpoint: "" };
  const access = { endpoint: () => address.endpoint, region, accountId, credentials };
  const publisher = new EventPublisher(access);
  const exports = new ExportService(access, acts);
  const sqs = new SqsService(emulator, arns, new QueueUrls(() => address.endpoint, accountId), clock);
  const { bus, events } = buildEvents(desks, sqs, options);
  const surroundings: RdsSurroundings = {
    clock,
    storage: options.snapshots,
    exporter: options.exporter,
    bucketExists: (name) => buckets.has(name),
    topicExists: (arn) => topics.exists(arn),
    publish: (topicArn, notification, sourceArn) => publisher.publish(topicArn, notification, sourceArn),
    putEvent: (event) => {
      bus.put(event);
    },
    whyNotExportable: (task) => exports.whyNotExportable(task),
    putObject: (task, key, body, length) => exports.putObject(task, key, body, length),
  };
  const rds = new RdsWorld(new RdsArns(region, accountId), surroundings, desks.timers);
  const log = new DeliveryLog(acts, region);
  const delivery = new SnsDelivery({ topics, sqs, acts, log, clock, region });
  const services = {
    rds: rdsService(rds, new ExportRunner(rds)),
    s3: s3Service({ region, accountId, clock, buckets, uploads: new MultipartUploads() }),
    glue: glueService(glue),
    sts: stsService(),
    sqs,
    sns: snsService({ emulator, arns, topics, delivery }),
  };
  const gateway = new Gateway({ clock, ...desks, services });
  const close = (): void => {
    publisher.close();
    exports.close();
  };
  return { ...desks, address, buckets, clients: { close }, emulator, events, gateway, glue, rds };
}
