/** How faults are written, for `--help` and the documentation. */
export const FAULTS_HELP = `
A fault, as one word (quote it: the shell has its own idea of * and [):
  [caller@]service:Operation[[resource]][+after]=effect[:value...][*times]

  caller     export or copier (the function), or a glob on the principal: *.amazonaws.com
  operation  any operation of the local services: s3:CopyObject, sqs:SendMessage, rds:StartExportTask, and what
             AWS does by itself: sts:AssumeRole, logs:PutLogEvents; rds:export is the export task itself
  resource   glob on the ARN, the whole of it; of rds:export on the snapshot or the instance
  +after     so many matching calls pass first
  *times     it happens so often; without it always

  Effects on calls:
    SlowDown                 an error by its code, with AWS's status and words; SlowDown:503:words to choose them
    throttle                 the service's own throttling error
    slow:120                 the call takes 120 world seconds longer
    error-in-200             S3 answers a copy with 200, and with an error in it; error-in-200:SlowDown
    lost, doubled            sqs:SendMessage, sqs:SendMessageBatch, sns:Publish: the sender is told of success;
                             s3:CopyObject=lost: so is who copies, and the copy is deleted at once
    kill-before, kill-after  the function's process dies before the call is carried out, or after it
  Effects on exports (rds:export):
    fail:words               FAILED with this cause
    cancel:50                somebody cancels it at 50 %
    skip:schema.table:...    RDS leaves these tables (globs) out and says so in its WarningMessage
    lose-files:schema.table  its files of these tables (globs), or all of them, are deleted before it ends
    stray-file:schema.table  somebody else's file lies in the day's partition of such a table in the landing zone
    hang:3600                it stays at 99 % for so many world seconds; hang: for ever
    occupy-slots:5:600       exports of somebody else take 5 of the account's slots, until 600 world seconds after
                             the snapshots are available

  Examples:
    's3:CopyObject=SlowDown*3'
    's3:CopyObject[*/repairs.request/*]=AccessDenied'
    'copier@glue:StartWorkflowRun=kill-after*1'
    'events.rds.amazonaws.com@sns:Publish+1=lost*1'
    'events.amazonaws.com@sqs:SendMessage=lost'         EventBridge loses the events of exports' ends
    'events.amazonaws.com@sqs:SendMessage=slow:300'     they come five minutes late; doubled: twice
    'sqs:SendMessage[*:local-dev-s3-to-s3-copier]=lost*1'
    'copier@s3:CopyObject+7=kill-before*1'              dies between two calls; or s3:PutObject, s3:ListObjectsV2 …
    'sns.amazonaws.com@sqs:SendMessage[*:local-dev-rds-snapshot-to-s3]=doubled'
    'rds:export=skip:repairs.*'
    'rds:export=lose-files*1'

The same in a JSON file, as many as wanted: {"version":1,"faults":[{"operation":"s3:CopyObject",
"resource":"*/repairs.request/*","caller":"copier","after":2,"times":3,"effect":{"kind":"error","code":"SlowDown"}}]}
What is not what it must be is listed at once, with its place. Of several faults that match a call the first happens
that has something left to do. A fault that never happened makes the run fail: it has proved nothing.
`.trim();
