package io.lares.mqtt.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All listeners of one topic filter, which the broker knows as one subscription. Changed only under
 * the lock of {@link Subscriptions}; {@link #members} may be read without.
 */
final class Subscription {
  /** A listener, with the identifier of the SUBSCRIBE that brings its retained messages. */
  static final class Member {
    final Inbox inbox;
    final int qos;
    volatile int joined;

    Member(Inbox inbox, int qos) {
      this.inbox = inbox;
      this.qos = qos;
    }
  }

  static final Member[] NOBODY = {};

  final String filter;
  volatile Member[] members = NOBODY;

  /** Identifier of the last SUBSCRIBE that was sent; 0 for none on this connection. */
  int id;

  /** True while it waits for its SUBSCRIBE or UNSUBSCRIBE to be sent. */
  boolean queued;

  /** Why the broker refused it; null where it did not. */
  @Nullable String refused;

  Subscription(String filter) {
    this.filter = filter;
  }

  int qos() {
    int qos = 0;
    for (var member : members) {
      qos = Math.max(qos, member.qos);
    }
    return qos;
  }

  void add(Member member) {
    var more = Arrays.copyOf(members, members.length + 1);
    more[members.length] = member;
    members = more;
  }

  void remove(Member member) {
    members = Arrays.stream(members).filter(other -> other != member).toArray(Member[]::new);
  }
}
