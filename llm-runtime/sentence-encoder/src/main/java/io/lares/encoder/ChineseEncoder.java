package io.lares.encoder;

import io.lares.language.SentenceEncoder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The encoder of Chinese sentences as an OSGi service. */
@Component(service = SentenceEncoder.class, property = SentenceEncoder.LANGUAGE + "=zh")
public final class ChineseEncoder extends OnDemandEncoder {
  @Activate
  public ChineseEncoder(BundleContext context, EncoderSettings settings) {
    super(ModelSpec.CHINESE, context, settings);
  }

  @Deactivate
  @Override
  public void close() {
    super.close();
  }
}
