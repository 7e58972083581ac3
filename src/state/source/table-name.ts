/** A name that SQL can write without quotes, from that of a file or a part. */
export function tableName(name: string): string {
  const plain = name.replace(/\.[a-z\d]{1,8}$/i, '').replace(/[^\p{L}\p{N}_]+/gu, '_');
  return plain.replace(/^_+|_+$/g, '') || 'table';
}
