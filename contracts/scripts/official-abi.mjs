// Which parts of the official CCIP contracts the services and the local chains use.
// Errors and the constructor are always kept. A full signature picks one of several overloads.

const OWNERSHIP = ['owner'];

/** Name of the exported file → where Chainlink ships it, and the functions and events kept. */
export const OFFICIAL = {
  Router: {
    file: 'v1_2_0/router',
    functions: [
      'applyRampUpdates', 'ccipSend', 'getArmProxy', 'getFee', 'getOffRamps', 'getOnRamp', 'getWrappedNative',
      'isChainSupported', 'isOffRamp', 'routeMessage', 'typeAndVersion', ...OWNERSHIP,
    ],
    events: ['MessageExecuted', 'OffRampAdded', 'OffRampRemoved', 'OnRampSet'],
  },
  OnRamp: {
    file: 'v1_6_0/onramp',
    functions: [
      'applyDestChainConfigUpdates', 'getDestChainConfig', 'getDynamicConfig', 'getExpectedNextSequenceNumber', 'getFee',
      'getPoolBySourceToken', 'getStaticConfig', 'setDynamicConfig', 'typeAndVersion', 'withdrawFeeTokens', ...OWNERSHIP,
    ],
    events: ['CCIPMessageSent', 'ConfigSet', 'DestChainConfigSet', 'FeeTokenWithdrawn'],
  },
  OffRamp: {
    file: 'v1_6_0/offramp',
    functions: [
      'applySourceChainConfigUpdates', 'commit', 'execute', 'getAllSourceChainConfigs', 'getDynamicConfig',
      'getExecutionState', 'getLatestPriceSequenceNumber', 'getMerkleRoot', 'getSourceChainConfig', 'getStaticConfig',
      'latestConfigDetails', 'manuallyExecute', 'setDynamicConfig', 'setOCR3Configs', 'typeAndVersion', ...OWNERSHIP,
    ],
    events: [
      'AlreadyAttempted', 'CommitReportAccepted', 'ConfigSet', 'DynamicConfigSet', 'ExecutionStateChanged',
      'RootRemoved', 'SkippedAlreadyExecutedMessage', 'SkippedReportExecution', 'SourceChainConfigSet',
      'SourceChainSelectorAdded', 'StaticConfigSet', 'Transmitted',
    ],
  },
  // OffRamp takes its reports as bytes; this contract's ABI is where their structs are written down.
  ReportCodec: {
    file: 'v1_6_0/report_codec',
    functions: ['decodeCommitReport', 'decodeExecuteReport'],
    events: [],
  },
  FeeQuoter: {
    file: 'v1_6_3/fee_quoter',
    functions: [
      'applyDestChainConfigUpdates', 'applyFeeTokensUpdates', 'applyPremiumMultiplierWeiPerEthUpdates',
      'convertTokenAmount', 'getDestChainConfig', 'getDestinationChainGasPrice', 'getFeeTokens',
      'getPremiumMultiplierWeiPerEth', 'getStaticConfig', 'getTokenAndGasPrices', 'getTokenPrice', 'getTokenPrices',
      'getValidatedFee', 'getValidatedTokenPrice', 'typeAndVersion', 'updatePrices', ...OWNERSHIP,
    ],
    events: [
      'DestChainAdded', 'DestChainConfigUpdated', 'FeeTokenAdded', 'FeeTokenRemoved',
      'PremiumMultiplierWeiPerEthUpdated', 'UsdPerTokenUpdated', 'UsdPerUnitGasUpdated',
    ],
  },
  NonceManager: {
    file: 'v1_6_0/nonce_manager',
    functions: [
      'applyAuthorizedCallerUpdates', 'getAllAuthorizedCallers', 'getInboundNonce', 'getOutboundNonce',
      'typeAndVersion', ...OWNERSHIP,
    ],
    events: ['AuthorizedCallerAdded', 'AuthorizedCallerRemoved', 'SkippedIncorrectNonce'],
  },
  RMNRemote: {
    file: 'v1_6_0/rmn_remote',
    functions: [
      'curse(bytes16)', 'uncurse(bytes16)', 'isCursed(bytes16)', 'getCursedSubjects', 'getLocalChainSelector',
      'getReportDigestHeader', 'getVersionedConfig', 'setConfig', 'typeAndVersion', ...OWNERSHIP,
    ],
    events: ['ConfigSet', 'Cursed', 'Uncursed'],
  },
  RMNProxy: {
    file: 'v1_0_0/rmn_proxy_contract',
    functions: ['getARM', 'setARM', 'typeAndVersion', ...OWNERSHIP],
    events: ['ARMSet'],
  },
  TokenAdminRegistry: {
    file: 'v1_5_0/token_admin_registry',
    functions: [
      'acceptAdminRole', 'addRegistryModule', 'getPool', 'getPools', 'getTokenConfig', 'isAdministrator',
      'isRegistryModule', 'proposeAdministrator', 'setPool', 'transferAdminRole', 'typeAndVersion', ...OWNERSHIP,
    ],
    events: ['AdministratorTransferRequested', 'AdministratorTransferred', 'PoolSet', 'RegistryModuleAdded'],
  },
  RegistryModuleOwnerCustom: {
    file: 'v1_6_0/registry_module_owner_custom',
    functions: [
      'registerAccessControlDefaultAdmin', 'registerAdminViaGetCCIPAdmin', 'registerAdminViaOwner', 'typeAndVersion',
    ],
    events: ['AdministratorRegistered'],
  },
  BurnMintTokenPool: {
    file: 'v1_6_1/burn_mint_token_pool',
    functions: [
      'acceptOwnership', 'addRemotePool', 'applyChainUpdates', 'getCurrentInboundRateLimiterState',
      'getCurrentOutboundRateLimiterState', 'getRateLimitAdmin', 'getRemotePools', 'getRemoteToken', 'getRmnProxy',
      'getRouter', 'getSupportedChains', 'getToken', 'getTokenDecimals', 'isSupportedChain', 'isSupportedToken',
      'lockOrBurn', 'releaseOrMint', 'setChainRateLimiterConfig', 'setRateLimitAdmin', 'setRouter', 'transferOwnership',
      'typeAndVersion', ...OWNERSHIP,
    ],
    events: [
      'ChainAdded', 'ChainConfigured', 'ChainRemoved', 'ConfigChanged', 'InboundRateLimitConsumed', 'LockedOrBurned',
      'OutboundRateLimitConsumed', 'ReleasedOrMinted', 'RemotePoolAdded', 'RouterUpdated',
    ],
  },
  FactoryBurnMintERC20: {
    file: 'v1_6_2/factory_burn_mint_erc20',
    functions: [
      'acceptOwnership', 'allowance', 'approve', 'balanceOf', 'burn(uint256)', 'burnFrom', 'decimals', 'getCCIPAdmin',
      'grantBurnRole', 'grantMintAndBurnRoles', 'grantMintRole', 'isBurner', 'isMinter', 'maxSupply', 'mint', 'name',
      'symbol', 'totalSupply', 'transfer', 'transferFrom', 'transferOwnership', 'typeAndVersion', ...OWNERSHIP,
    ],
    events: ['Approval', 'BurnAccessGranted', 'MintAccessGranted', 'Transfer'],
  },
};

/** The kept part of an official ABI. Throws where a name in the table above is not in Chainlink's file. */
export function trim(name, abi) {
  const { file, functions, events } = OFFICIAL[name];
  const picks = { function: new Set(functions), event: new Set(events) };
  const kept = abi.filter(
    (entry) =>
      ['constructor', 'error'].includes(entry.type) ||
      picks[entry.type]?.has(entry.name) ||
      picks[entry.type]?.has(signature(entry)),
  );
  for (const pick of [...functions, ...events]) {
    const hits = kept.filter((entry) => entry.type !== 'error' && (entry.name === pick || signature(entry) === pick));
    if (hits.length !== 1) {
      throw new Error(`${name}: expected one "${pick}" in ${file}.json, found ${hits.length}. Correct the table in official-abi.mjs.`);
    }
  }
  return kept;
}

function signature(entry) {
  return `${entry.name}(${(entry.inputs ?? []).map((input) => input.type).join(',')})`;
}
