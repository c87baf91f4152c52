package io.lares.remote;

import io.lares.language.Endpoint;
import io.lares.language.RemoteModel;
import io.lares.language.RemoteModels;
import org.osgi.service.component.annotations.Component;

/** Models at other computers as a service. */
@Component(service = RemoteModels.class)
public final class RemoteModelsComponent implements RemoteModels {
  @Override
  public RemoteModel open(Endpoint endpoint) {
    return new OpenAiModel(endpoint, Watch.Pace.DEFAULT);
  }
}
