package io.lares.web.api;

import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.planner.PlanNotation;
import io.lares.planner.Step;
import io.lares.scenes.Scene;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A scene.
 *
 * @param devices all that it may change, in whatever variant
 * @param words what it does where no variant fits
 * @param steps the same as JSON, for the editor
 */
record SceneView(
    String id,
    String name,
    List<String> devices,
    String words,
    String steps,
    List<VariantView> variants) {

  /**
   * What a scene does for some people or at some time.
   *
   * @param people their ids; none for whoever asks
   * @param from a time of day such as 20:00; absent with {@code to} for at any time
   */
  record VariantView(
      List<String> people,
      @MayBeAbsent @Nullable String from,
      @MayBeAbsent @Nullable String to,
      String words,
      String steps) {}

  static SceneView of(Scene scene, Parts parts, Locale language) {
    return new SceneView(
        scene.id(),
        scene.name(),
        scene.commands().stream().map(Command::device).map(DeviceId::value).distinct().toList(),
        words(scene.steps(), parts, language),
        PlanNotation.write(scene.steps()),
        scene.variants().stream().map(variant -> of(variant, parts, language)).toList());
  }

  private static VariantView of(Scene.Variant variant, Parts parts, Locale language) {
    Scene.Span span = variant.span();
    return new VariantView(
        variant.people().stream().sorted().toList(),
        span == null ? null : span.from().toString(),
        span == null ? null : span.to().toString(),
        words(variant.steps(), parts, language),
        PlanNotation.write(variant.steps()));
  }

  /** Empty while the planner is away: a scene is shown all the same. */
  private static String words(List<Step> steps, Parts parts, Locale language) {
    return parts
        .wording()
        .find()
        .map(wording -> wording.wish(Scene.commands(steps), language))
        .orElse("");
  }
}
