package io.lares.scenes.internal;

import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.kernel.HomeRegistry;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.scenes.Scene;
import io.lares.scenes.Scenes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * "Save this as movie night": how the speaker's room is now, or the home where nobody knows where
 * the speaker is. "Make a scene reading: dim the lamp": what the words say.
 */
final class SaidScenes implements Keeper {
  private final List<Pattern> sure = patterns("saved.txt");
  private final List<Pattern> forms = patterns("names.txt");
  private final List<Pattern> plans = patterns("plans.txt");
  private final Map<String, String> wishes =
      lines("told.txt").stream()
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  private final Pattern told =
      Pattern.compile(
          "(?<=^|\\band |\\bthen |, )(?:" + String.join("|", wishes.keySet()) + ")\\b",
          Pattern.CASE_INSENSITIVE);
  private final Scenes scenes;
  private final HomeRegistry registry;

  SaidScenes(Scenes scenes, HomeRegistry registry) {
    this.scenes = scenes;
    this.registry = registry;
  }

  private static List<Pattern> patterns(String resource) {
    return lines(resource).stream()
        .map(line -> Pattern.compile(line, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
        .toList();
  }

  private static List<String> lines(String resource) {
    try (InputStream in = SaidScenes.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Proposal> propose(Step step, Request request, Function<Request, Plan> planner) {
    for (Pattern plan : plans) {
      Matcher matcher = plan.matcher(request.text().strip());
      if (matcher.matches()) {
        List<Step> steps = planner.apply(request.saying(wished(matcher.group("deed")))).steps();
        return Optional.of(
            new Said(scenes.planned(matcher.group("name").strip(), understood(steps)), request));
      }
    }
    return named(sure, request)
        .or(() -> step instanceof Step.SaveScene ? named(forms, request) : Optional.empty());
  }

  /** How it is now, under the name that was said. */
  private Optional<Proposal> named(List<Pattern> ways, Request request) {
    for (Pattern way : ways) {
      Matcher matcher = way.matcher(request.text().strip());
      if (matcher.matches()) {
        return Optional.of(
            new Said(scenes.captured(matcher.group("name").strip(), devices(request)), request));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean narrow() {
    return true;
  }

  /** "Turns on the lamp and dims the light": what a scene does, as somebody would wish for it. */
  private String wished(String deed) {
    return told.matcher(deed).replaceAll(one -> wishes.get(one.group().toLowerCase(Locale.ROOT)));
  }

  /**
   * All of the steps, or a refusal in words: a scene that does a part of it is not what was said.
   */
  private static List<Step> understood(List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Refuse refuse -> throw new IllegalArgumentException(refuse.why());
        case Step.Ask ask -> throw new IllegalArgumentException(ask.question());
        default -> {}
      }
    }
    return steps;
  }

  private List<DeviceId> devices(Request request) {
    Home home = registry.home();
    return home.devices().stream()
        .filter(device -> request.area() == null || request.area().equals(device.area()))
        .map(Device::id)
        .toList();
  }

  private final class Said implements Proposal {
    private final Scene scene;
    private final Request request;

    Said(Scene scene, Request request) {
      this.scene = scene;
      this.request = request;
    }

    @Override
    public String words() {
      return scene.name();
    }

    @Override
    public Manner manner() {
      return Manner.NAMED;
    }

    @Override
    public List<Step> steps() {
      return scene.steps();
    }

    @Override
    public boolean asks() {
      return false;
    }

    @Override
    public void keep(boolean confirmed) {
      scenes.save(scene, request.speaker());
    }
  }
}
