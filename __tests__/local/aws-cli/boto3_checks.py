"""Calls the local account as a person's own script would: with boto3, whose parsers, waiters and paginators judge.

Prints one JSON object per check: its name, and what went wrong if something did.
"""

import datetime
import hashlib
import json
import os
import sys
import traceback

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT = "111122223333"
REGION = os.environ["AWS_DEFAULT_REGION"]
CONFIG = Config(retries={"max_attempts": 1})
MEBIBYTE = 1024**2

rds = boto3.client("rds", config=CONFIG)
s3 = boto3.client("s3", config=CONFIG)
sqs = boto3.client("sqs", config=CONFIG)
sns = boto3.client("sns", config=CONFIG)
glue = boto3.client("glue", config=CONFIG)
sts = boto3.client("sts", config=CONFIG)

checks = []


def check(function):
    checks.append(function)
    return function


def refused(call, code, status=400, **given):
    try:
        call(**given)
    except ClientError as error:
        got = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert got == (code, status), f"expected {(code, status)}, got {got}: {error}"
        return error.response["Error"]["Message"]
    raise AssertionError(f"expected {code}, and it was done")


def snapshot(name, instance="housing", **given):
    answer = rds.create_db_snapshot(DBInstanceIdentifier=instance, DBSnapshotIdentifier=name, **given)
    waiter = rds.get_waiter("db_snapshot_available")
    waiter.wait(DBSnapshotIdentifier=name, WaiterConfig={"Delay": 0.05, "MaxAttempts": 200})
    return answer["DBSnapshot"]


@check
def instances_have_their_fields():
    instance = rds.describe_db_instances(DBInstanceIdentifier="HOUSING")["DBInstances"][0]
    assert instance["Endpoint"] == {"Address": "127.0.0.1", "Port": 5433}, instance
    assert instance["DBInstanceArn"] == f"arn:aws:rds:{REGION}:{ACCOUNT}:db:housing"
    assert instance["InstanceCreateTime"].tzinfo is not None
    assert instance["StorageEncrypted"] is True and instance["MultiAZ"] is False
    assert instance["VpcSecurityGroups"] == [] and instance["ReadReplicaDBInstanceIdentifiers"] == []
    assert instance["TagList"] == [{"Key": "team", "Value": "housing"}]
    assert instance["KmsKeyId"].startswith(f"arn:aws:kms:{REGION}:{ACCOUNT}:key/")
    by_arn = rds.describe_db_instances(
        Filters=[{"Name": "db-instance-id", "Values": [instance["DBInstanceArn"]]}]
    )
    assert len(by_arn["DBInstances"]) == 1
    by_id = rds.describe_db_instances(
        Filters=[{"Name": "dbi-resource-id", "Values": [instance["DbiResourceId"]]}]
    )
    assert len(by_id["DBInstances"]) == 1
    rds.get_waiter("db_instance_available").wait(DBInstanceIdentifier="housing")
    refused(rds.describe_db_instances, "DBInstanceNotFound", 404, DBInstanceIdentifier="gone")
    refused(
        rds.describe_db_instances,
        "InvalidParameterValue",
        Filters=[{"Name": "colour", "Values": ["red"]}],
    )


@check
def snapshots_have_their_fields():
    begun = snapshot("Fields", Tags=[{"Key": "a", "Value": "b"}])
    assert begun["PercentProgress"] == 0 and "SnapshotCreateTime" not in begun, begun
    found = rds.describe_db_snapshots(DBSnapshotIdentifier="fields", SnapshotType="manual")["DBSnapshots"][0]
    instance = rds.describe_db_instances(DBInstanceIdentifier="housing")["DBInstances"][0]
    for name in ["Engine", "EngineVersion", "AllocatedStorage", "MasterUsername", "KmsKeyId", "DbiResourceId",
                 "InstanceCreateTime", "AvailabilityZone", "LicenseModel", "StorageType"]:
        assert found[name] == instance[name], (name, found[name], instance[name])
    assert found["Encrypted"] is True and found["PercentProgress"] == 100 and found["Port"] == 5433
    assert found["SnapshotCreateTime"] == found["OriginalSnapshotCreateTime"]
    assert found["TagList"] == [{"Key": "a", "Value": "b"}]
    attributes = rds.describe_db_snapshot_attributes(DBSnapshotIdentifier="fields")
    assert attributes["DBSnapshotAttributesResult"]["DBSnapshotAttributes"] == [
        {"AttributeName": "restore", "AttributeValues": []}
    ]
    deleted = rds.delete_db_snapshot(DBSnapshotIdentifier="fields")["DBSnapshot"]
    assert deleted["Status"] == "deleted"
    rds.get_waiter("db_snapshot_deleted").wait(DBSnapshotIdentifier="fields")


@check
def snapshots_are_chosen_by_type():
    snapshot("typed")

    def names(**given):
        return {item["DBSnapshotIdentifier"] for item in rds.describe_db_snapshots(**given)["DBSnapshots"]}

    automated = names(SnapshotType="automated")
    assert len(automated) == 1 and automated.pop().startswith("rds:parking-")
    assert "typed" in names(SnapshotType="manual") and "typed" in names(IncludeShared=True)
    for kind in ["shared", "public", "awsbackup"]:
        assert names(SnapshotType=kind) == set(), kind
    assert names(Filters=[{"Name": "snapshot-type", "Values": ["manual"]}]) == names(SnapshotType="manual")
    refused(rds.describe_db_snapshots, "InvalidParameterValue", SnapshotType="weekly")
    refused(rds.describe_db_snapshots, "DBSnapshotNotFound", 404, DBSnapshotIdentifier="gone")


@check
def snapshots_are_refused_in_the_words_of_rds():
    snapshot("taken")

    def create(name, instance="housing", **given):
        return rds.create_db_snapshot(DBSnapshotIdentifier=name, DBInstanceIdentifier=instance, **given)

    call = lambda **given: create(**given)
    refused(call, "DBSnapshotAlreadyExists", name="taken")
    refused(call, "DBInstanceNotFound", 404, name="fresh", instance="gone")
    for name in ["1st", "-a", "a-", "a--b", "a_b", "a" * 256]:
        refused(call, "InvalidParameterValue", name=name)
    refused(call, "InvalidParameterValue", name="fresh", Tags=[{"Key": "aws:x", "Value": "y"}])
    refused(call, "InvalidParameterValue", name="fresh",
            Tags=[{"Key": str(index), "Value": ""} for index in range(51)])
    automated = rds.describe_db_snapshots(SnapshotType="automated")["DBSnapshots"][0]["DBSnapshotIdentifier"]
    message = refused(rds.delete_db_snapshot, "InvalidDBSnapshotState", DBSnapshotIdentifier=automated)
    assert message.startswith("Only manual snapshots may be deleted")
    refused(rds.delete_db_snapshot, "DBSnapshotNotFound", 404, DBSnapshotIdentifier="gone")


@check
def tags_come_and_go():
    snapshot("tagged")
    arn = f"arn:aws:rds:{REGION}:{ACCOUNT}:snapshot:tagged"

    def tags():
        return {tag["Key"]: tag["Value"] for tag in rds.list_tags_for_resource(ResourceName=arn)["TagList"]}

    assert tags() == {"team": "housing"}, tags()  # those of the instance
    rds.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "team", "Value": "x"}, {"Key": "ü 1", "Value": ""}])
    assert tags() == {"team": "x", "ü 1": ""}
    rds.remove_tags_from_resource(ResourceName=arn, TagKeys=["team", "never"])
    assert tags() == {"ü 1": ""}
    gone = f"arn:aws:rds:{REGION}:{ACCOUNT}:snapshot:gone"
    refused(rds.list_tags_for_resource, "DBSnapshotNotFound", 404, ResourceName=gone)
    refused(rds.list_tags_for_resource, "InvalidParameterValue", ResourceName="tagged")


@check
def events_are_told():
    snapshot("told")
    found = rds.describe_events(SourceType="db-snapshot", SourceIdentifier="told", Duration=20160)["Events"]
    assert [event["Message"] for event in found] == ["Creating manual snapshot", "Manual snapshot created"]
    assert found[0]["EventCategories"] == ["creation"] and found[0]["SourceArn"].endswith(":snapshot:told")
    assert found[0]["Date"] < found[1]["Date"]
    between = rds.describe_events(
        SourceType="db-snapshot", SourceIdentifier="told",
        StartTime=found[0]["Date"], EndTime=found[1]["Date"] - datetime.timedelta(milliseconds=1),
    )["Events"]
    assert [event["Message"] for event in between] == ["Creating manual snapshot"], between
    backups = rds.describe_events(SourceType="db-instance", EventCategories=["backup"], Duration=20160)["Events"]
    assert {event["Message"] for event in backups} == {"Backing up DB instance", "Finished DB Instance backup"}
    pages = rds.get_paginator("describe_events").paginate(
        Duration=20160, PaginationConfig={"PageSize": 20}
    )
    whole = [event for page in pages for event in page["Events"]]
    assert whole == sorted(whole, key=lambda event: event["Date"]) and len(whole) >= 8
    refused(rds.describe_events, "InvalidParameterCombination", SourceIdentifier="told")
    refused(rds.describe_events, "InvalidParameterValue", Duration=20161)
    categories = rds.describe_event_categories(SourceType="db-snapshot")["EventCategoriesMapList"]
    assert categories[0]["EventCategories"][0] == "creation"


@check
def listings_go_on_where_they_ended():
    for index in range(25):
        snapshot(f"page-{index:02}")
    paginator = rds.get_paginator("describe_db_snapshots")
    pages = list(paginator.paginate(SnapshotType="manual", PaginationConfig={"PageSize": 20}))
    assert len(pages) >= 2 and len(pages[0]["DBSnapshots"]) == 20
    first = paginator.paginate(
        SnapshotType="manual", PaginationConfig={"PageSize": 20, "MaxItems": 21}
    ).build_full_result()
    rest = paginator.paginate(
        SnapshotType="manual", PaginationConfig={"PageSize": 20, "StartingToken": first["NextToken"]}
    ).build_full_result()
    names = [item["DBSnapshotIdentifier"] for item in first["DBSnapshots"] + rest["DBSnapshots"]]
    assert names == sorted(set(names)) and len(names) == sum(len(page["DBSnapshots"]) for page in pages)
    refused(rds.describe_db_snapshots, "InvalidParameterValue", MaxRecords=19)
    refused(rds.describe_db_snapshots, "InvalidParameterValue", Marker="x")


@check
def exports_are_started_and_checked():
    snapshot("exported")
    arn = f"arn:aws:rds:{REGION}:{ACCOUNT}:snapshot:exported"
    given = {
        "ExportTaskIdentifier": "exported", "SourceArn": arn, "S3BucketName": "files",
        "IamRoleArn": f"arn:aws:iam::{ACCOUNT}:role/export", "KmsKeyId": "alias/exports",
    }

    def start(**other):
        return rds.start_export_task(**{**given, **other})

    for identifier in ["1", "a" * 61, "a--b", "a-"]:
        refused(start, "InvalidParameterValue", ExportTaskIdentifier=identifier)
    refused(start, "InvalidParameterValue", S3Prefix="a:b")
    refused(start, "DBSnapshotNotFound", 404, SourceArn=arn + "x")
    refused(start, "InvalidS3BucketFault", S3BucketName="gone")
    refused(start, "IamRoleNotFound", 404, IamRoleArn="export")
    refused(start, "InvalidExportOnly", ExportOnly=["a b"])
    task = start(ExportOnly=["db.public"])
    assert (task["Status"], task["PercentProgress"], task["SourceType"]) == ("STARTING", 0, "SNAPSHOT")
    assert task["ExportOnly"] == ["db.public"] and "TaskEndTime" not in task
    refused(start, "ExportTaskAlreadyExists")
    while True:
        (found,) = rds.describe_export_tasks(ExportTaskIdentifier="exported")["ExportTasks"]
        if found["Status"] == "COMPLETE":
            break
        assert found["Status"] in ["STARTING", "IN_PROGRESS"], found
    assert found["TotalExtractedDataInGB"] == 3 and found["TaskStartTime"] <= found["TaskEndTime"]
    filtered = rds.describe_export_tasks(Filters=[{"Name": "status", "Values": ["complete"]}])
    assert found in filtered["ExportTasks"]
    refused(rds.cancel_export_task, "InvalidExportTaskStateFault", ExportTaskIdentifier="exported")
    refused(rds.describe_export_tasks, "ExportTaskNotFound", 404, ExportTaskIdentifier="gone")
    message = refused(rds.describe_db_clusters, "InvalidAction")
    assert "The local RDS has" in message


@check
def objects_keep_what_was_sent():
    body = b"hello"
    put = s3.put_object(
        Bucket="files", Key="a b/ü+.txt", Body=body, Metadata={"who": "me"}, Tagging="a=b&c=",
        ChecksumAlgorithm="CRC64NVME" if has_crt() else "SHA256",
    )
    got = s3.get_object(Bucket="files", Key="a b/ü+.txt", ChecksumMode="ENABLED", ExpectedBucketOwner=ACCOUNT)
    assert got["Body"].read() == body and got["Metadata"] == {"who": "me"} and got["TagCount"] == 2
    name = "ChecksumCRC64NVME" if has_crt() else "ChecksumSHA256"
    assert put[name] == got[name] and got["ChecksumType"] == "FULL_OBJECT"
    part = s3.get_object(Bucket="files", Key="a b/ü+.txt", Range="bytes=1-3")
    assert part["Body"].read() == b"ell" and part["ContentRange"] == "bytes 1-3/5"
    assert s3.head_object(Bucket="files", Key="a b/ü+.txt", VersionId="null")["ContentLength"] == 5
    refused(s3.get_object, "InvalidRange", 416, Bucket="files", Key="a b/ü+.txt", Range="bytes=9-")
    refused(s3.get_object, "PreconditionFailed", 412, Bucket="files", Key="a b/ü+.txt", IfMatch='"x"')
    refused(s3.head_object, "304", 304, Bucket="files", Key="a b/ü+.txt", IfNoneMatch=got["ETag"])
    refused(s3.put_object, "PreconditionFailed", 412, Bucket="files", Key="a b/ü+.txt", IfNoneMatch="*")
    refused(s3.get_object, "AccessDenied", 403, Bucket="files", Key="a b/ü+.txt", ExpectedBucketOwner="4" * 12)
    refused(s3.get_object, "NoSuchKey", 404, Bucket="files", Key="gone")
    refused(s3.head_object, "404", 404, Bucket="files", Key="gone")


def has_crt():
    try:
        import awscrt  # noqa: F401
    except ImportError:
        return False
    return True


@check
def objects_have_tags():
    key = {"Bucket": "files", "Key": "tagged"}
    s3.put_object(Body=b"x", **key)
    assert s3.get_object_tagging(**key)["TagSet"] == []
    s3.put_object_tagging(Tagging={"TagSet": [{"Key": "k", "Value": "v"}]}, **key)
    source = {"CopySource": key, "Bucket": "files"}
    s3.copy_object(Key="tagged-copy", **source)
    s3.copy_object(Key="tagged-anew", TaggingDirective="REPLACE", Tagging="n=1", **source)

    def tags(name):
        return [(tag["Key"], tag["Value"]) for tag in s3.get_object_tagging(Bucket="files", Key=name)["TagSet"]]

    assert tags("tagged-copy") == [("k", "v")] and tags("tagged-anew") == [("n", "1")]
    s3.delete_object_tagging(**key)
    assert tags("tagged") == [] and tags("tagged-copy") == [("k", "v")]
    many = {"TagSet": [{"Key": str(index), "Value": ""} for index in range(11)]}
    refused(s3.put_object_tagging, "BadRequest", Tagging=many, **key)


@check
def listings_of_objects_have_pages():
    for name in ["l/a", "l/b/1", "l/b/2", "l/c d", "l/e"]:
        s3.put_object(Bucket="files", Key=name, Body=b"")
    paginator = s3.get_paginator("list_objects_v2")
    pages = list(paginator.paginate(Bucket="files", Prefix="l/", Delimiter="/", PaginationConfig={"PageSize": 2}))
    found = [item["Key"] for page in pages for item in page.get("Contents", [])]
    groups = [item["Prefix"] for page in pages for item in page.get("CommonPrefixes", [])]
    assert (found, groups, len(pages)) == (["l/a", "l/c d", "l/e"], ["l/b/"], 2)
    after = s3.list_objects_v2(Bucket="files", Prefix="l/", StartAfter="l/b/2", FetchOwner=True)
    assert [item["Key"] for item in after["Contents"]] == ["l/c d", "l/e"]
    assert after["Contents"][0]["Owner"]["ID"] == ACCOUNT and after["Contents"][0]["LastModified"].microsecond == 0
    older = s3.list_objects(Bucket="files", Prefix="l/", MaxKeys=2)
    assert older["IsTruncated"] and [item["Key"] for item in older["Contents"]] == ["l/a", "l/b/1"]
    versions = s3.get_paginator("list_object_versions").paginate(
        Bucket="files", Prefix="l/", PaginationConfig={"PageSize": 2}
    )
    names = [item["Key"] for page in versions for item in page["Versions"]]
    assert names == ["l/a", "l/b/1", "l/b/2", "l/c d", "l/e"], names
    deleted = s3.delete_objects(Bucket="files", Delete={"Objects": [{"Key": "l/a"}, {"Key": "l/never"}]})
    assert [item["Key"] for item in deleted["Deleted"]] == ["l/a", "l/never"]


@check
def uploads_in_parts_have_checksums():
    body = os.urandom(11 * MEBIBYTE)
    with open("body.bin", "wb") as file:
        file.write(body)
    transfer = TransferConfig(multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE)
    s3.upload_file("body.bin", "files", "large", Config=transfer)
    s3.download_file("files", "large", "back.bin", Config=transfer)
    with open("back.bin", "rb") as file:
        assert file.read() == body
    head = s3.head_object(Bucket="files", Key="large", ChecksumMode="ENABLED")
    assert head["ETag"].endswith('-3"') and any(name.startswith("Checksum") for name in head), head
    second = s3.get_object(Bucket="files", Key="large", PartNumber=2)
    assert second["Body"].read() == body[5 * MEBIBYTE : 10 * MEBIBYTE] and second["PartsCount"] == 3
    upload = s3.create_multipart_upload(Bucket="files", Key="made", ChecksumAlgorithm="SHA256")
    assert (upload["ChecksumAlgorithm"], upload["ChecksumType"]) == ("SHA256", "COMPOSITE")
    given = {"Bucket": "files", "Key": "made", "UploadId": upload["UploadId"]}
    part = s3.upload_part(PartNumber=1, Body=b"x", ChecksumAlgorithm="SHA256", **given)
    listed = s3.list_parts(**given)
    assert listed["Parts"][0]["ChecksumSHA256"] == part["ChecksumSHA256"] and listed["ChecksumType"] == "COMPOSITE"
    uploads = s3.list_multipart_uploads(Bucket="files")["Uploads"]
    assert [item["UploadId"] for item in uploads] == [upload["UploadId"]] and uploads[0]["StorageClass"] == "STANDARD"
    named = {"PartNumber": 1, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}
    wrong = {**named, "ChecksumSHA256": "A" * 43 + "="}
    refused(s3.complete_multipart_upload, "InvalidPart", MultipartUpload={"Parts": [wrong]}, **given)
    done = s3.complete_multipart_upload(MultipartUpload={"Parts": [named]}, **given)
    digest = hashlib.sha256(hashlib.sha256(b"x").digest()).digest()
    assert done["ChecksumSHA256"].endswith("-1") and decoded(done["ChecksumSHA256"][:-2]) == digest
    attributes = s3.get_object_attributes(
        Bucket="files", Key="made", ObjectAttributes=["Checksum", "ObjectParts", "ObjectSize"]
    )
    assert attributes["ObjectParts"]["Parts"][0]["Size"] == 1 and attributes["Checksum"]["ChecksumType"] == "COMPOSITE"
    copied = s3.copy_object(CopySource={"Bucket": "files", "Key": "made"}, Bucket="files", Key="copied")
    assert decoded(copied["CopyObjectResult"]["ChecksumSHA256"]) == hashlib.sha256(b"x").digest()


def decoded(text):
    import base64

    return base64.b64decode(text)


@check
def buckets_answer_what_people_look_at():
    name = "looked-at"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.get_waiter("bucket_exists").wait(Bucket=name)
    given = {"Bucket": name}
    assert s3.head_bucket(**given)["BucketRegion"] == REGION
    assert s3.get_bucket_location(**given)["LocationConstraint"] == REGION
    assert "Status" not in s3.get_bucket_versioning(**given)
    assert s3.get_bucket_acl(**given)["Grants"][0]["Permission"] == "FULL_CONTROL"
    assert s3.get_public_access_block(**given)["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
    assert s3.get_bucket_ownership_controls(**given)["OwnershipControls"]["Rules"][0]
    rule = s3.get_bucket_encryption(**given)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert s3.get_bucket_request_payment(**given)["Payer"] == "BucketOwner"
    assert "LoggingEnabled" not in s3.get_bucket_logging(**given)
    s3.get_bucket_notification_configuration(**given)
    s3.get_bucket_accelerate_configuration(**given)
    for call, code in [
        (s3.get_bucket_lifecycle_configuration, "NoSuchLifecycleConfiguration"),
        (s3.get_bucket_cors, "NoSuchCORSConfiguration"),
        (s3.get_bucket_website, "NoSuchWebsiteConfiguration"),
        (s3.get_bucket_replication, "ReplicationConfigurationNotFoundError"),
        (s3.get_object_lock_configuration, "ObjectLockConfigurationNotFoundError"),
        (s3.get_bucket_tagging, "NoSuchTagSet"),
        (s3.get_bucket_policy_status, "NoSuchBucketPolicy"),
        (s3.get_bucket_policy, "NoSuchBucketPolicy"),
    ]:
        refused(call, code, 404, **given)
    s3.put_bucket_tagging(Tagging={"TagSet": [{"Key": "k", "Value": "v"}]}, **given)
    assert s3.get_bucket_tagging(**given)["TagSet"] == [{"Key": "k", "Value": "v"}]
    s3.delete_bucket_tagging(**given)
    policy = json.loads(s3.get_bucket_policy(Bucket="policed")["Policy"])
    assert policy["Statement"][0]["Sid"] == "Shown" and s3.get_bucket_policy_status(Bucket="policed")
    names = [item["Name"] for page in s3.get_paginator("list_buckets").paginate(
        Prefix="p", PaginationConfig={"PageSize": 1}) for item in page["Buckets"]]
    assert names == ["plain", "policed"], names
    s3.delete_bucket(**given)
    s3.get_waiter("bucket_not_exists").wait(**given)
    refused(s3.delete_bucket, "BucketNotEmpty", 409, Bucket="files")
    refused(s3.list_objects_v2, "NoSuchBucket", 404, **given)


@check
def queues_work():
    dead = sqs.create_queue(QueueName="dead", tags={"k": "v"})["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 2})
    work = sqs.create_queue(QueueName="work", Attributes={"RedrivePolicy": redrive})["QueueUrl"]
    assert sqs.get_queue_url(QueueName="work")["QueueUrl"] == work
    assert sqs.list_queue_tags(QueueUrl=dead)["Tags"] == {"k": "v"}
    assert sqs.list_queues(QueueNamePrefix="wo")["QueueUrls"] == [work]
    assert "QueueUrls" not in sqs.list_queues(QueueNamePrefix="none")
    pages = list(sqs.get_paginator("list_queues").paginate(PaginationConfig={"PageSize": 1}))
    assert [page["QueueUrls"] for page in pages] == [[dead], [work]]
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [work]
    sent = sqs.send_message_batch(QueueUrl=dead, Entries=[
        {"Id": str(index), "MessageBody": f"letter {index} 😀",
         "MessageAttributes": {"n": {"DataType": "Number", "StringValue": str(index)}}}
        for index in range(3)
    ])
    assert len(sent["Successful"]) == 3
    handle = sqs.start_message_move_task(SourceArn=arn)["TaskHandle"]
    bodies = set()
    while len(bodies) < 3:
        for message in sqs.receive_message(
            QueueUrl=work, WaitTimeSeconds=5, MaxNumberOfMessages=10,
            AttributeNames=["All"], MessageAttributeNames=["All"],
        ).get("Messages", []):
            bodies.add((message["Body"], message["MessageAttributes"]["n"]["StringValue"]))
            sqs.change_message_visibility(
                QueueUrl=work, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=3600)
            sqs.delete_message(QueueUrl=work, ReceiptHandle=message["ReceiptHandle"])
    assert bodies == {(f"letter {index} 😀", str(index)) for index in range(3)}, bodies
    while (task := sqs.list_message_move_tasks(SourceArn=arn)["Results"][0])["Status"] == "RUNNING":
        pass
    assert (task["Status"], task["ApproximateNumberOfMessagesMoved"]) == ("COMPLETED", 3), task
    assert "TaskHandle" not in task and task["StartedTimestamp"] > 0
    refused(sqs.cancel_message_move_task, "AWS.SimpleQueueService.UnsupportedOperation", TaskHandle=handle)
    refused(sqs.start_message_move_task, "InvalidParameterValue", SourceArn=arn.replace("dead", "work"))
    refused(sqs.start_message_move_task, "ResourceNotFoundException", 404, SourceArn=arn + "x")
    sqs.purge_queue(QueueUrl=work)
    refused(sqs.get_queue_url, "AWS.SimpleQueueService.NonExistentQueue", QueueName="gone")


@check
def topics_work():
    topic = sns.create_topic(Name="news", Tags=[{"Key": "k", "Value": "v"}])["TopicArn"]
    queue = sqs.create_queue(QueueName="news")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)["SubscriptionArn"]
    assert {"TopicArn": topic} in sns.list_topics()["Topics"]
    (listed,) = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert (listed["SubscriptionArn"], listed["Endpoint"], listed["Owner"]) == (subscription, arn, ACCOUNT)
    assert listed in sns.list_subscriptions()["Subscriptions"]
    assert sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Owner"] == ACCOUNT
    assert sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]["TopicArn"] == topic
    assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == [{"Key": "k", "Value": "v"}]
    sns.publish(TopicArn=topic, Message="hello", Subject="s")
    (message,) = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=5)["Messages"]
    assert json.loads(message["Body"])["Message"] == "hello"
    sns.unsubscribe(SubscriptionArn=subscription)
    assert sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] == []
    refused(sns.get_topic_attributes, "NotFound", 404, TopicArn=topic + "x")


@check
def workflows_and_callers_are_known():
    assert sts.get_caller_identity()["Account"] == ACCOUNT
    assert glue.list_workflows()["Workflows"] == ["landed"]
    run = glue.start_workflow_run(Name="landed", RunProperties={"a": "b"})["RunId"]
    assert glue.get_workflow_run(Name="landed", RunId=run)["Run"]["WorkflowRunProperties"] == {"a": "b"}
    assert [item["WorkflowRunId"] for item in glue.get_workflow_runs(Name="landed")["Runs"]] == [run]
    refused(glue.get_workflow, "EntityNotFoundException", Name="gone")
    for service, call in [("lambda", "list_functions"), ("iam", "list_roles"), ("ec2", "describe_vpcs"),
                          ("kms", "list_keys"), ("cloudwatch", "describe_alarms"), ("logs", "describe_log_groups")]:
        client = boto3.client(service, config=CONFIG)
        message = refused(getattr(client, call), "UnknownServiceException", 501)
        assert message.startswith("The local account has rds, s3, sqs, sns, glue and sts"), message


for function in checks:
    try:
        function()
        print(json.dumps({"name": function.__name__}))
    except Exception:
        print(json.dumps({"name": function.__name__, "wrong": traceback.format_exc(limit=-2)}))
    sys.stdout.flush()
