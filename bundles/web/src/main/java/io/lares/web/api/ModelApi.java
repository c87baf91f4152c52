package io.lares.web.api;

import io.lares.language.LanguageException;
import io.lares.language.Models;
import io.lares.web.http.Answer;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.MayBeNull;
import io.lares.web.json.OneOf;
import io.lares.web.json.Within;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The language models of the hub: bring, compare, remove, and which one it thinks with. */
final class ModelApi {
  private static final int LONGEST_PATH = 4_096;
  private static final int LONGEST_NAME = 63;

  private final Parts parts;

  /** Sizes are in bytes. */
  record ModelsView(
      Models.Machine machine, List<Models.Model> models, @MayBeAbsent Models.@Nullable Work work) {}

  /**
   * What somebody wants to bring.
   *
   * @param path on the hub
   * @param ahead where layers for multi-token prediction come from that it lacks
   */
  record SourceView(
      @Within(min = 1, max = LONGEST_PATH) String path,
      @MayBeAbsent @Within(min = 1, max = LONGEST_PATH) @Nullable String ahead,
      @MayBeAbsent @Within(min = 1, max = LONGEST_NAME) @Nullable String name,
      @MayBeAbsent @OneOf({"4", "8", "16"}) @Nullable String bits) {}

  /** Which model the hub thinks with. */
  record Chosen(@MayBeNull @Within(min = 1, max = LONGEST_NAME) @Nullable String name) {}

  ModelApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    routes
        .get("/models", Who.OWNERS, "The language models, and the work under way")
        .gives(ModelsView.class, call -> Answer.ok(view()));
    routes
        .post("/models/examine", Who.OWNERS, "What it takes to bring a model that is on the hub")
        .takes(
            SourceView.class,
            Models.Offer.class,
            (call, wish) -> Answer.ok(made(() -> models().examine(source(wish)))));
    routes
        .post("/models", Who.OWNERS, "Starts to bring a model that is on the hub")
        .status(202)
        .takes(
            SourceView.class,
            Models.Work.class,
            (call, wish) -> Answer.of(202, made(() -> models().bring(source(wish)))));
    routes
        .post("/models/cancel", Who.OWNERS, "Stops the work; what is finished of it is kept")
        .does(call -> {
          models().cancel();
          return Answer.nothing();
        });
    routes
        .put("/models/chosen", Who.OWNERS, "Chooses the model that the hub thinks with, or none")
        .takes(
            Chosen.class,
            ModelsView.class,
            (call, wish) ->
                Answer.ok(
                    made(() -> {
                      models().use(wish.name);
                      return view();
                    })));
    routes
        .post("/models/{name}/verify", Who.OWNERS, "Starts to compare a model with its checksums")
        .status(202)
        .gives(
            Models.Work.class,
            call -> Answer.of(202, made(() -> models().verify(call.path("name")))));
    routes
        .delete("/models/{name}", Who.OWNERS, "Removes a model from the disk")
        .does(call -> {
          made(() -> {
            models().remove(call.path("name"));
            return true;
          });
          return Answer.nothing();
        });
  }

  private Models models() {
    return parts.models().get();
  }

  private ModelsView view() throws LanguageException {
    Models models = models();
    return new ModelsView(models.machine(), models.list(), models.work().orElse(null));
  }

  private static Models.Source source(SourceView wish) {
    return new Models.Source(
        path("path", wish.path),
        wish.ahead == null ? null : path("ahead", wish.ahead),
        wish.name == null ? "" : wish.name,
        wish.bits == null ? 4 : Integer.parseInt(wish.bits));
  }

  private static Path path(String field, String text) {
    try {
      Path path = Path.of(text.strip());
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw Problem.in(field, "is no whole path on the hub, such as /home/ann/MiMo-7B-RL");
  }

  private interface Refusable<T> {
    T get() throws LanguageException;
  }

  private static <T> T made(Refusable<T> action) {
    try {
      return action.get();
    } catch (LanguageException e) {
      throw Problem.of(409, "This does not work", String.valueOf(e.getMessage()));
    }
  }
}
