# The .NET runtime and SDK of the machine that builds, with every package the services need, on a Debian of debootstrap.
FROM qlstake-offline/debian AS files
COPY dotnet /files/dotnet

FROM qlstake-offline/debian AS runtime
COPY --from=files /files/dotnet/dotnet /files/dotnet/LICENSE.txt* /usr/share/dotnet/
COPY --from=files /files/dotnet/host /usr/share/dotnet/host
COPY --from=files /files/dotnet/shared /usr/share/dotnet/shared
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_RUNNING_IN_CONTAINER=true
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet

FROM qlstake-offline/debian AS sdk
COPY dotnet /usr/share/dotnet
COPY node /usr/local/bin/node
COPY npm-cli /usr/local/lib/node_modules/npm
COPY npm /root/.npm
COPY packages /root/.nuget/packages
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 npm_config_offline=true
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet \
    && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && ln -s /usr/local/bin/node /usr/bin/node
