/** The source of a server-side copy: the SDK sends it as it is given; S3 wants it URL-encoded (API_CopyObject). */
export function copySource(bucket: string, key: string): string {
  return `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}
