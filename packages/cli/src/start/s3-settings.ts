import { LaunchError } from '../launch-error.js'

/** A bucket of an S3-compatible service; see `S3Settings` of the server. */
export interface S3Bucket {
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

/**
 * The settings of a bucket; undefined: files go to the data folder.
 *
 * Errors: `LaunchError` when a part is missing or the address is none.
 */
export function s3Of(given: Readonly<Record<keyof S3Bucket, string | undefined>>): S3Bucket | undefined {
  const { bucket, region = 'us-east-1', accessKey, secretKey } = given
  if (bucket === undefined && accessKey === undefined && secretKey === undefined) return undefined
  if (bucket === undefined || accessKey === undefined || secretKey === undefined) {
    throw new LaunchError(
      'TESSERA_S3_BUCKET、TESSERA_S3_ACCESS_KEY 和 TESSERA_S3_SECRET_KEY 必须同时设置。',
      'TESSERA_S3_BUCKET, TESSERA_S3_ACCESS_KEY and TESSERA_S3_SECRET_KEY must be set together.',
    )
  }
  // The text is not repeated: it may hold a password.
  if (!isAddress(bucket)) {
    throw new LaunchError(
      'TESSERA_S3_BUCKET 应是存储桶的网址，如 https://minio.example.com/tessera 或 https://tessera.oss-cn-hangzhou.aliyuncs.com。',
      'TESSERA_S3_BUCKET must be the address of a bucket, such as https://minio.example.com/tessera or https://tessera.s3.eu-central-1.amazonaws.com.',
    )
  }
  return { bucket, region, accessKey, secretKey }
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, search, hash, username } = new URL(text)
  return /^https?:$/.test(protocol) && search === '' && hash === '' && username === ''
}
