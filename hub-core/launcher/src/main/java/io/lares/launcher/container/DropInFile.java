package io.lares.launcher.container;

import io.lares.launcher.BundleReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file in {@code drop-in/} and the bundle that runs because of it. What happens to it happens
 * in turn on its own virtual thread, so that one bundle that hangs holds up no other.
 */
final class DropInFile {
  private static final Logger LOG = LoggerFactory.getLogger("drop-in");
  private static final Duration TIME_TO_START = Duration.ofSeconds(10);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

  private final Path file;
  private final String name;
  private final DropIns folder;
  private final BundleContext context;
  private final Needs needs;
  private final ExecutorService turns;

  private volatile @Nullable Bundle current;
  private @Nullable CheckedJar content;
  private boolean mayHeal;
  private volatile BundleReport report;

  DropInFile(Path file, DropIns folder, BundleContext context, Needs needs) {
    this.file = file;
    this.name = String.valueOf(file.getFileName());
    this.folder = folder;
    this.context = context;
    this.needs = needs;
    this.turns =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("drop-in " + name).factory());
    this.report = new BundleReport(name, "", name, "", false, BundleReport.State.STOPPED, "");
  }

  BundleReport report() {
    return report;
  }

  BundleReport reportWithParts() {
    return Reports.withPart(report, folder.components().problem(current));
  }

  /** The file is new or has changed. */
  void changed() {
    turns.execute(this::take);
  }

  /** The file is gone; nothing is to be called after this. */
  void gone() {
    turns.execute(() -> {
      Bundle old = current;
      current = null;
      if (old != null) {
        stopAndUninstall(old);
        LOG.info("{} was taken out; {} has stopped", name, old.getSymbolicName());
      }
      folder.memory().forget(name);
      CheckedJar unused = content;
      if (unused != null) {
        discard(unused);
      }
      folder.changed();
      folder.healOthers(name);
    });
    turns.shutdown();
  }

  /** Another bundle came or went. */
  void heal() {
    if (turns.isShutdown()) {
      return;
    }
    turns.execute(() -> {
      Bundle bundle = current;
      boolean fell = bundle != null && bundle.getState() != Bundle.ACTIVE;
      if (mayHeal && !fell) {
        take();
      } else if (fell && !folder.memory().stopped(name)) {
        restart();
      }
    });
  }

  void startNow() {
    folder.memory().setStopped(name, false);
    waitFor(turns.submit(this::restart));
  }

  void stopNow() {
    folder.memory().setStopped(name, true);
    waitFor(
        turns.submit(() -> {
          Bundle bundle = current;
          if (bundle != null) {
            foreign("stopping " + name, TIME_TO_STOP, stop(bundle));
          }
          tell("");
        }));
  }

  private void restart() {
    Bundle bundle = current;
    if (bundle == null) {
      take();
      return;
    }
    if (!folder.components().problem(bundle).isEmpty()) {
      foreign("stopping " + name, TIME_TO_STOP, stop(bundle));
    }
    tell(begin(bundle));
  }

  private void waitFor(Future<?> turn) {
    try {
      turn.get(TIME_TO_START.plus(TIME_TO_STOP).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{}", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at the file and lets its content run in place of what runs now. */
  private void take() {
    mayHeal = false;
    CheckedJar fresh = null;
    try {
      fresh = CheckedJar.of(file, folder.copies());
      CheckedJar before = content;
      if (current != null && before != null && before.hash().equals(fresh.hash())) {
        tell("");
        return;
      }
      swap(fresh);
      LOG.info("{}: {} {} {}", name, fresh.symbolicName(), fresh.version(), report.state());
    } catch (BadBundle e) {
      mayHeal = e.mayHeal();
      refused(fresh, e.reason());
    } catch (RuntimeException e) {
      LOG.error("{} could not be handled", name, e);
      refused(fresh, Reasons.inPlainWords(e));
    }
    folder.changed();
  }

  private void refused(@Nullable CheckedJar fresh, String reason) {
    String toldBefore = report.problem();
    if (current == null) {
      runLastGood(fresh);
    }
    Bundle kept = current;
    if (kept != null) {
      report =
          Reports.of(
              name,
              kept,
              false,
              "the new file is not used: "
                  + reason
                  + "; version "
                  + kept.getVersion()
                  + ", which was here before, goes on");
    } else {
      report =
          new BundleReport(
              name,
              fresh == null ? "" : fresh.symbolicName(),
              fresh == null ? name : fresh.name(),
              fresh == null ? "" : fresh.version(),
              false,
              BundleReport.State.FAILED,
              reason);
    }
    if (!report.problem().equals(toldBefore)) {
      LOG.warn("{}: {}", name, report.problem());
    }
  }

  /** After a restart: the file is bad, but what ran before it was kept. */
  private void runLastGood(@Nullable CheckedJar bad) {
    String hash = folder.memory().good(name);
    Path copy = hash == null ? null : folder.copies().resolve(hash + ".jar");
    if (hash == null
        || copy == null
        || (bad != null && bad.hash().equals(hash))
        || !Files.exists(copy)) {
      return;
    }
    try {
      swap(CheckedJar.again(copy, hash));
    } catch (BadBundle e) {
      LOG.warn("{}: what ran before does not run either: {}", name, e.reason());
    }
  }

  private void swap(CheckedJar fresh) throws BadBundle {
    folder.refuseTwin(name, fresh.symbolicName());
    Bundle next = install(fresh);
    Bundle old = current;
    CheckedJar before = content;
    try {
      needs.refuseForeignContracts(next);
      needs.resolve(next);
    } catch (BadBundle e) {
      stopAndUninstall(next);
      discard(fresh);
      throw e;
    }
    boolean stopped = folder.memory().stopped(name);
    if (old != null) {
      foreign("stopping " + name, TIME_TO_STOP, stop(old));
    }
    String problem = stopped ? "" : begin(next);
    if (!problem.isEmpty()) {
      stopAndUninstall(next);
      if (old != null && begin(old).isEmpty()) {
        discard(fresh);
      }
      throw BadBundle.forGood(problem);
    }
    if (old != null) {
      stopAndUninstall(old);
    }
    current = next;
    content = fresh;
    folder.memory().setGood(name, fresh.hash());
    if (before != null && !before.hash().equals(fresh.hash())) {
      discard(before);
    }
    tell("");
    folder.healOthers(name);
  }

  private Bundle install(CheckedJar jar) throws BadBundle {
    Outcome<Bundle> installed =
        attempt(
            "installing " + name,
            TIME_TO_START,
            () -> context.installBundle("reference:" + jar.copy().toUri()));
    if (installed.value() == null) {
      discard(jar);
      throw BadBundle.forGood(installed.problem());
    }
    return installed.value();
  }

  private String begin(Bundle bundle) {
    return foreign(
        "starting " + name,
        TIME_TO_START,
        () -> {
          bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
          return bundle;
        });
  }

  private static Callable<Bundle> stop(Bundle bundle) {
    return () -> {
      bundle.stop(Bundle.STOP_TRANSIENT);
      return bundle;
    };
  }

  private void stopAndUninstall(Bundle bundle) {
    foreign(
        "removing " + name,
        TIME_TO_STOP,
        () -> {
          bundle.uninstall();
          needs.release(bundle);
          return bundle;
        });
  }

  private void discard(CheckedJar jar) {
    if (!Objects.equals(folder.memory().good(name), jar.hash())) {
      CheckedJar.delete(jar.copy());
    }
  }

  private void tell(String problem) {
    Bundle bundle = current;
    if (bundle != null) {
      report = Reports.of(name, bundle, false, problem);
    }
    folder.changed();
  }

  private record Outcome<T>(@Nullable T value, String problem) {}

  /** Calls into a bundle; gives the problem in plain words, or nothing. */
  private static String foreign(String what, Duration limit, Callable<Bundle> call) {
    return attempt(what, limit, call).problem();
  }

  private static Outcome<Bundle> attempt(String what, Duration limit, Callable<Bundle> call) {
    try {
      return new Outcome<>(Patience.call(what, limit, call), "");
    } catch (Patience.Hangs e) {
      return new Outcome<>(
          null,
          "it hangs: "
              + e.getMessage()
              + "; the hub goes on without it. Ask its maker; until the hub is restarted its thread"
              + " stays");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Outcome<>(null, Reasons.inPlainWords(cause == null ? e : cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome<>(null, "the hub is stopping");
    }
  }
}
