package io.lares.language;

/** Reaches language models at other computers. An OSGi service. */
public interface RemoteModels {
  /**
   * Begins to look after an endpoint; nothing is waited for. Whoever opens one closes it, and
   * offers it to others as a service if they shall use it.
   */
  RemoteModel open(Endpoint endpoint);
}
