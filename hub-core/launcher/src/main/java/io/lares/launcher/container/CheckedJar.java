package io.lares.launcher.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * A private copy of a jar from outside, read to its last byte before anything of it is loaded: it
 * is whole, of bounded size, and says that it is a bundle. The copy is named by its content.
 *
 * @param hash of the whole file
 */
record CheckedJar(Path copy, String hash, String symbolicName, String name, String version) {
  static final long LARGEST = 64L << 20;
  private static final long LARGEST_UNPACKED = 512L << 20;
  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int MOST_ENTRIES = 50_000;

  /** Copies the file into the folder and checks the copy; leaves none where it is bad. */
  static CheckedJar of(Path file, Path folder) throws BadBundle {
    Path copy = null;
    try {
      Files.createDirectories(folder);
      Path raw = Files.createTempFile(folder, "incoming-", ".tmp");
      copy = raw;
      String hash = copy(file, raw);
      CheckedJar checked = check(raw, hash);
      Path named = folder.resolve(hash + ".jar");
      Files.move(raw, named, StandardCopyOption.REPLACE_EXISTING);
      copy = null;
      return new CheckedJar(named, hash, checked.symbolicName, checked.name, checked.version);
    } catch (IOException e) {
      throw BadBundle.forGood(
          "the file can't be read (" + Reasons.inPlainWords(e) + "): copy it again");
    } finally {
      delete(copy);
    }
  }

  /** Reads again what an earlier check has let pass. */
  static CheckedJar again(Path copy, String hash) throws BadBundle {
    try {
      return check(copy, hash);
    } catch (IOException e) {
      throw BadBundle.forGood("the kept copy can't be read: " + Reasons.inPlainWords(e));
    }
  }

  private static String copy(Path file, Path to) throws IOException, BadBundle {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw BadBundle.forGood("it is a link or a folder: put the jar itself here");
    }
    MessageDigest digest = sha256();
    try (SeekableByteChannel source =
            Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        InputStream in = Channels.newInputStream(source);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
      if (!copyBounded(in, out)) {
        throw BadBundle.forGood(
            "it is larger than " + (LARGEST >> 20) + " MiB, the most that a bundle may have");
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Copies up to {@link #LARGEST} bytes; false where there are more. */
  static boolean copyBounded(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long total = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      total += read;
      if (total > LARGEST) {
        return false;
      }
      out.write(buffer, 0, read);
    }
    return true;
  }

  private static CheckedJar check(Path jar, String hash) throws IOException, BadBundle {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      unpackAll(zip);
      Attributes manifest = manifest(zip);
      String symbolicName = plain(manifest.getValue(Constants.BUNDLE_SYMBOLICNAME), "");
      int directives = symbolicName.indexOf(';');
      if (directives >= 0) {
        symbolicName = symbolicName.substring(0, directives).strip();
      }
      if (symbolicName.isEmpty()) {
        throw BadBundle.forGood(
            "it is a plain jar, not a bundle: its manifest has no Bundle-SymbolicName");
      }
      if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
        throw BadBundle.forGood(
            "it is a fragment, which would change another bundle from inside; the hub takes none");
      }
      return new CheckedJar(
          jar,
          hash,
          symbolicName,
          plain(manifest.getValue(Constants.BUNDLE_NAME), symbolicName),
          plain(manifest.getValue(Constants.BUNDLE_VERSION), "0.0.0"));
    } catch (java.util.zip.ZipException e) {
      throw BadBundle.forGood(
          "the file is cut off or damaged: copy it again (" + Reasons.inPlainWords(e) + ")");
    } catch (IllegalArgumentException e) {
      throw BadBundle.forGood("the file is damaged: an entry has no readable name");
    }
  }

  private static void unpackAll(ZipFile zip) throws IOException, BadBundle {
    if (zip.size() > MOST_ENTRIES) {
      throw BadBundle.forGood("it has more than " + MOST_ENTRIES + " entries");
    }
    long left = LARGEST_UNPACKED;
    byte[] buffer = new byte[64 << 10];
    CRC32 sum = new CRC32();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      sum.reset();
      if (leadsOutside(entry.getName())) {
        throw BadBundle.forGood(
            "its entry " + Reasons.shorten(entry.getName()) + " leads outside of the file");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          sum.update(buffer, 0, read);
          left -= read;
          if (left < 0) {
            throw BadBundle.forGood("it unpacks to more than " + (LARGEST_UNPACKED >> 20) + " MiB");
          }
        }
      } catch (java.io.EOFException e) {
        throw damaged(entry);
      }
      if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
        throw damaged(entry);
      }
    }
  }

  private static boolean leadsOutside(String name) {
    return name.startsWith("/") || name.contains("\\") || List.of(name.split("/")).contains("..");
  }

  private static BadBundle damaged(ZipEntry entry) {
    return BadBundle.forGood(
        "the file is cut off or damaged at "
            + Reasons.shorten(entry.getName())
            + ": copy it again");
  }

  private static Attributes manifest(ZipFile zip) throws IOException, BadBundle {
    ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
    if (entry == null) {
      throw BadBundle.forGood("it is no bundle: it has no " + JarFile.MANIFEST_NAME);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_MANIFEST + 1);
      if (bytes.length > LARGEST_MANIFEST) {
        throw BadBundle.forGood("its manifest is larger than 1 MiB");
      }
      return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    } catch (java.util.zip.ZipException e) {
      throw e;
    } catch (IOException e) {
      throw BadBundle.forGood("its manifest can't be read: " + Reasons.inPlainWords(e));
    }
  }

  private static String plain(@Nullable String header, String otherwise) {
    return header == null || header.isBlank() ? otherwise : Reports.shorten(header.strip());
  }

  static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
