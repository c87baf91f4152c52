package io.lares.launcher.container;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must outlive a restart about the files in {@code drop-in/}: which ones a person has stopped,
 * and which content ran last, so that a bad replacement does not take the good one away. Safe from
 * any thread.
 */
final class DropInMemory {
  private static final Logger LOG = LoggerFactory.getLogger(DropInMemory.class);
  private static final String STOPPED = "stopped.";
  private static final String GOOD = "good.";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path file;
  private final Properties entries = new Properties();

  DropInMemory(Path file) {
    this.file = file;
    try (Reader reader = Files.newBufferedReader(file)) {
      entries.load(reader);
    } catch (java.nio.file.NoSuchFileException e) {
      // the first start
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} can't be read; all dropped-in bundles will be started", file, e);
    }
  }

  synchronized boolean stopped(String name) {
    return entries.containsKey(STOPPED + name);
  }

  synchronized void setStopped(String name, boolean stopped) {
    put(STOPPED + name, stopped ? "true" : null);
  }

  /** The hash of the content that ran last under this file name. */
  synchronized @Nullable String good(String name) {
    String hash = entries.getProperty(GOOD + name);
    return hash != null && HASH.matcher(hash).matches() ? hash : null;
  }

  synchronized void setGood(String name, String hash) {
    put(GOOD + name, hash);
  }

  synchronized void forget(String name) {
    put(STOPPED + name, null);
    put(GOOD + name, null);
  }

  /** The hashes of all kept copies. */
  synchronized Set<String> allGood() {
    return entries.stringPropertyNames().stream()
        .filter(key -> key.startsWith(GOOD))
        .map(key -> String.valueOf(entries.getProperty(key)))
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  private void put(String key, @Nullable String value) {
    Object before = value == null ? entries.remove(key) : entries.setProperty(key, value);
    if (java.util.Objects.equals(before, value)) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
              FileChannel.open(
                  fresh,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING);
          OutputStream out = Channels.newOutputStream(channel)) {
        var text = new java.io.StringWriter();
        entries.store(text, "What the hub remembers about the files in drop-in/");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} can't be written; after a restart a bundle may be as it was before", file, e);
    }
  }
}
