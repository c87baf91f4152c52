package io.lares.launcher.container;

import io.lares.launcher.BundleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches {@code drop-in/}. The system tells of changes at once; a look every few seconds finds
 * what it did not tell. A file is taken when it has stopped growing.
 */
final class DropIns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("drop-in");
  private static final int MOST_FILES = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
  private static final Duration WHILE_GROWING = Duration.ofMillis(150);
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Path folder;
  private final Path copies;
  private final BundleContext context;
  private final Set<String> shippedNames;
  private final Components components;
  private final Runnable onChange;
  private final DropInMemory memory;
  private final Needs needs;
  private final Map<String, DropInFile> files = new ConcurrentHashMap<>();
  private final Map<String, Look> looks = new HashMap<>();
  private @Nullable Thread watcher;

  private record Look(long size, FileTime changed, @Nullable Object identity, boolean taken) {
    boolean sameAs(Look other) {
      return size == other.size
          && changed.equals(other.changed)
          && java.util.Objects.equals(identity, other.identity);
    }
  }

  /**
   * Prepares the folder.
   *
   * @param shipped bundles that no dropped-in one may pose as
   */
  DropIns(
      Path data, BundleContext context, Shipped shipped, Components components, Runnable onChange)
      throws IOException {
    this.folder = Files.createDirectories(data.resolve("drop-in"));
    this.copies = Files.createDirectories(data.resolve("bundles"));
    this.context = context;
    this.shippedNames = shipped.symbolicNames();
    this.components = components;
    this.onChange = onChange;
    components.onChange(onChange);
    this.memory = new DropInMemory(copies.resolve("drop-in.properties"));
    this.needs = new Needs(context, shipped);
    sweepCopies();
  }

  void start() {
    watcher = Thread.ofVirtual().name("drop-in watcher").start(this::watch);
  }

  @Override
  public void close() {
    Thread running = watcher;
    if (running != null) {
      running.interrupt();
    }
  }

  Path folder() {
    return folder;
  }

  Path copies() {
    return copies;
  }

  Components components() {
    return components;
  }

  DropInMemory memory() {
    return memory;
  }

  List<BundleReport> reports() {
    return files.values().stream().map(DropInFile::reportWithParts).toList();
  }

  /**
   * A file by its name.
   *
   * @throws IllegalArgumentException where there is none
   */
  DropInFile file(String name) {
    DropInFile file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException("there is no " + name + " in drop-in/");
    }
    return file;
  }

  void changed() {
    onChange.run();
  }

  /** Gives those another chance that lacked something. */
  void healOthers(String butNot) {
    files.forEach((name, file) -> {
      if (!name.equals(butNot)) {
        file.heal();
      }
    });
  }

  /** Refuses a bundle whose symbolic name another one has already. */
  void refuseTwin(String name, String symbolicName) throws BadBundle {
    if (shippedNames.contains(symbolicName)) {
      throw BadBundle.forGood(
          "it has the name " + symbolicName + " of a bundle that comes with the hub");
    }
    for (DropInFile file : files.values()) {
      BundleReport other = file.report();
      if (!other.fileName().equals(name)
          && other.symbolicName().equals(symbolicName)
          && other.state() != BundleReport.State.FAILED) {
        throw BadBundle.forNow(
            other.fileName() + " holds the same bundle (" + symbolicName + "): remove one of them");
      }
    }
  }

  private void watch() {
    try (WatchService changes = folder.getFileSystem().newWatchService()) {
      WatchKey key = register(changes);
      boolean growing = look();
      while (!Thread.currentThread().isInterrupted()) {
        Duration pause = growing ? WHILE_GROWING : BETWEEN_LOOKS;
        WatchKey told = changes.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (told != null) {
          told.pollEvents();
          told.reset();
        }
        if (!key.isValid()) {
          key = register(changes);
        }
        growing = look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("{} is no longer watched; restart the hub", folder, e);
    }
  }

  private WatchKey register(WatchService changes) throws IOException {
    Files.createDirectories(folder);
    return folder.register(
        changes,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
  }

  /** Compares the folder with the last look; true where a file has not settled yet. */
  private boolean look() {
    Map<String, Look> now = new HashMap<>();
    boolean growing = false;
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path file : listed.filter(DropIns::jar).sorted().limit(MOST_FILES).toList()) {
        growing |= lookAt(file, now);
      }
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    } catch (IOException | java.io.UncheckedIOException e) {
      LOG.warn("{} can't be read", folder, e);
      return false;
    }
    for (String name : List.copyOf(looks.keySet())) {
      if (!now.containsKey(name)) {
        DropInFile gone = files.remove(name);
        if (gone != null) {
          gone.gone();
        }
      }
    }
    looks.clear();
    looks.putAll(now);
    return growing;
  }

  private boolean lookAt(Path file, Map<String, Look> now) throws IOException {
    String name = String.valueOf(file.getFileName());
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    }
    Look seen =
        new Look(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), false);
    Look before = looks.get(name);
    boolean same = before != null && before.sameAs(seen);
    if (same && before != null && before.taken()) {
      now.put(name, before);
      return false;
    }
    boolean settled = same || seen.changed().toInstant().isBefore(Instant.now().minus(SETTLED));
    now.put(name, new Look(seen.size(), seen.changed(), seen.identity(), settled));
    if (settled) {
      files.computeIfAbsent(name, n -> new DropInFile(file, this, context, needs)).changed();
    }
    return !settled;
  }

  private static boolean jar(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jar") && !name.startsWith(".");
  }

  /** Deletes copies that an earlier run has left and nobody needs. */
  private void sweepCopies() throws IOException {
    Set<String> kept = memory.allGood();
    try (Stream<Path> all = Files.list(copies)) {
      for (Path file : all.toList()) {
        String name = String.valueOf(file.getFileName());
        boolean copy =
            name.endsWith(".jar") && !kept.contains(name.substring(0, name.length() - 4));
        if (copy || name.endsWith(".tmp")) {
          CheckedJar.delete(file);
        }
      }
    }
  }
}
