package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each person said last, for a while, so that they can go on from there. */
final class Conversations {
  /** After this long, a sentence is taken by itself. */
  static final Duration MEMORY = Duration.ofMinutes(2);

  private static final int MOST = 32;

  private record Last(Situation.Exchange exchange, Instant at) {}

  private final Map<String, Last> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST;
        }
      };

  synchronized void said(Request request, Plan plan, Instant now) {
    String who = key(request.speaker());
    last.remove(who);
    last.put(who, new Last(new Situation.Exchange(request, plan), now));
  }

  synchronized Situation.@Nullable Exchange before(Actor speaker, Instant now) {
    Last found = last.get(key(speaker));
    return found == null || found.at().plus(MEMORY).isBefore(now) ? null : found.exchange();
  }

  synchronized void forget() {
    last.clear();
  }

  private static String key(Actor speaker) {
    return speaker.kind() + "/" + speaker.id();
  }
}
