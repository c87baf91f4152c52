package io.lares.mqtt.broker;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections that have not logged in. An honest client does so at once; so where too many
 * stand here, the one that came first is turned away, and who stands in the door keeps nobody out.
 */
final class Doorway {
  private final int room;
  private final Set<Client> waiting = new LinkedHashSet<>();

  Doorway(int room) {
    this.room = room;
  }

  synchronized void enter(Client client) {
    while (waiting.size() >= room && makeRoom()) {}
    waiting.add(client);
  }

  synchronized void leave(Client client) {
    waiting.remove(client);
  }

  /** Turns one away; false where nobody stands here. */
  synchronized boolean makeRoom() {
    var all = waiting.iterator();
    if (!all.hasNext()) {
      return false;
    }
    all.next().drop();
    all.remove();
    return true;
  }
}
