// The least zip file that is a bundle: a manifest, stored and not compressed. PKWARE APPNOTE, sections 4.3.7, 4.3.12, 4.3.16.
import { crc32 } from 'node:zlib';

export function bundle(symbolicName: string, name: string): Buffer {
  const manifest = [
    'Manifest-Version: 1.0',
    'Bundle-ManifestVersion: 2',
    `Bundle-SymbolicName: ${symbolicName}`,
    `Bundle-Name: ${name}`,
    'Bundle-Version: 1.0.0',
    '',
    '',
  ].join('\r\n');
  return zip('META-INF/MANIFEST.MF', Buffer.from(manifest));
}

function zip(path: string, content: Buffer): Buffer {
  const name = Buffer.from(path);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, content]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
