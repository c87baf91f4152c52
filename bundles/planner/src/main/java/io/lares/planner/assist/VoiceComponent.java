package io.lares.planner.assist;

import io.lares.planner.Tone;
import io.lares.planner.Voice;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.Shelf;
import io.lares.store.Settings;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The hub's tone. It is warm until somebody chooses another. */
@Component(service = Voice.class, immediate = true)
public final class VoiceComponent implements Voice {
  private final Shelf shelf = new Shelf("planner/tone");
  private final GrammarPlanner grammar;
  private volatile Tone tone = Tone.WARM;

  @Activate
  public VoiceComponent(@Reference GrammarComponent grammar) {
    this.grammar = grammar.planner();
    this.grammar.speak(tone);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetSettings")
  void setSettings(Settings service) {
    shelf.open(service, this::restore);
  }

  void unsetSettings(Settings service) {
    shelf.close(service);
  }

  private void restore(String kept) {
    Arrays.stream(Tone.values()).filter(each -> each.name().equals(kept)).forEach(this::speak);
  }

  private void speak(Tone wanted) {
    tone = wanted;
    grammar.speak(wanted);
  }

  @Override
  public Tone tone() {
    return tone;
  }

  @Override
  public void tone(Tone wanted) {
    speak(wanted);
    shelf.put(wanted::name);
  }
}
