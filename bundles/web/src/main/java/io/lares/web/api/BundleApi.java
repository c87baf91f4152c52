package io.lares.web.api;

import io.lares.launcher.BundleReport;
import io.lares.launcher.Bundles;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Limits;
import io.lares.web.http.Parameter;
import io.lares.web.http.Problem;
import io.lares.web.http.Router;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** Bundles: add, start, stop, remove, and how each is. */
final class BundleApi {
  private static final Pattern FILE_NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,120}\\.jar");
  private static final Set<String> MEDIA_TYPES =
      Set.of("application/java-archive", "application/octet-stream");

  private final Parts parts;
  private final Path uploads;
  private final Semaphore oneAtATime = new Semaphore(1);

  record BundleView(
      String file,
      String symbolicName,
      String name,
      String version,
      boolean shipped,
      BundleReport.State state,
      String problem) {
    static BundleView of(BundleReport report) {
      return new BundleView(
          report.fileName(),
          report.symbolicName(),
          report.name(),
          report.version(),
          report.shipped(),
          report.state(),
          report.problem());
    }
  }

  record Uploaded(String file) {}

  /**
   * Makes one.
   *
   * @param uploads a folder for files that are on their way
   */
  BundleApi(Parts parts, Path uploads) {
    this.parts = parts;
    this.uploads = uploads;
  }

  void add(Routes routes) {
    routes
        .get("/bundles", Who.OWNERS, "All bundles and how each is")
        .givesList(
            BundleView.class,
            call -> Answer.ok(parts.bundles().get().list().stream().map(BundleView::of).toList()));
    routes
        .post("/bundles", Who.OWNERS, "Adds a bundle, the jar as body; it starts within a second")
        .with(Parameter.text("name", 125, "The file's name, ending in .jar").wanted())
        .status(202)
        .takesBytes(MEDIA_TYPES, Limits.BUNDLE_BYTES, Uploaded.class, this::upload);
    routes
        .post("/bundles/{file}/start", Who.OWNERS, "Starts a bundle; kept across restarts")
        .does(call -> change(call, Bundles::start));
    routes
        .post("/bundles/{file}/stop", Who.OWNERS, "Stops a bundle; kept across restarts")
        .does(call -> change(call, Bundles::stop));
    routes
        .delete("/bundles/{file}", Who.OWNERS, "Removes a bundle that was added")
        .does(call -> change(call, Bundles::remove));
  }

  private interface Action {
    void on(Bundles bundles, String file) throws IOException;
  }

  private Answer<Void> change(Call call, Action action) throws IOException {
    Bundles bundles = parts.bundles().get();
    String file = call.path("file");
    List<BundleReport> named =
        bundles.list().stream().filter(report -> report.fileName().equals(file)).toList();
    if (named.isEmpty()) {
      throw Problem.notFound("This bundle");
    }
    if (named.stream().allMatch(BundleReport::shipped)) {
      throw Problem.of(
          409, file + " came with the hub", "Only bundles that were added can be changed.");
    }
    action.on(bundles, file);
    return Answer.nothing();
  }

  private Answer<Uploaded> upload(Call call) throws IOException {
    Bundles bundles = parts.bundles().get();
    String name = call.text("name").orElseThrow();
    if (!FILE_NAME.matcher(name).matches()) {
      throw Problem.in(
          "name",
          "must be a plain file name of letters, digits, dots, dashes and underscores that ends in"
              + " .jar");
    }
    if (!oneAtATime.tryAcquire()) {
      throw Problem.later(
          503, "Another bundle is being added", "Try again when that one is there.", 2);
    }
    try {
      Files.createDirectories(uploads);
      Path file = Files.createTempFile(uploads, "upload", ".part");
      try {
        receive(call.request().getInputStream(), file);
        try (InputStream jar = Files.newInputStream(file)) {
          bundles.add(name, jar);
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "This bundle was not added", String.valueOf(e.getMessage())).at("name");
    } finally {
      oneAtATime.release();
    }
    return Answer.of(202, new Uploaded(name));
  }

  /** Writes the body to a file; what is no jar at all is refused, all else is for the launcher. */
  private static void receive(InputStream body, Path file) throws IOException {
    byte[] start = body.readNBytes(4);
    if (start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3 || start[3] != 4) {
      throw Problem.of(
          400, "This file is not a jar", "Choose the .jar file that the bundle's maker published.");
    }
    byte[] buffer = new byte[64 * 1024];
    long size = start.length;
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        size += n;
        if (size > Limits.BUNDLE_BYTES) {
          throw Router.tooLarge(Limits.BUNDLE_BYTES);
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
