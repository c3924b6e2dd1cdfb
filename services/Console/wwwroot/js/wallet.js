// The wallet in this browser (EIP-1193). What it is asked to sign is prepared by the server; keys stay in the wallet.

let wallet = window.ethereum;

// EIP-6963: wallets that share a browser announce themselves; the first one is taken where none took the old place.
window.addEventListener("eip6963:announceProvider", ({ detail }) => (wallet ??= detail.provider));
window.dispatchEvent(new Event("eip6963:requestProvider"));

let remembered = false;
try {
  remembered = localStorage.getItem("wallet") === "connected";
} catch {
  // Without storage everyone connects anew.
}

function remember(connected) {
  try {
    if (connected) localStorage.setItem("wallet", "connected");
    else localStorage.removeItem("wallet");
  } catch {
    // It holds for this page, then.
  }
}

async function state(accounts) {
  return { account: accounts[0] ?? null, chainId: Number(await wallet.request({ method: "eth_chainId" })) };
}

async function asked(ask) {
  if (!wallet) return { problem: "There is no wallet in this browser. Install one that speaks EIP-1193, and load the page again." };
  try {
    return { value: await ask() };
  } catch (error) {
    const reasons = {
      4001: "You declined it in your wallet. Nothing was sent.",
      4902: "Your wallet does not know this chain. Add it there, then try again.",
      [-32002]: "Your wallet is already asking you. Open it.",
    };
    return { problem: reasons[error?.code] ?? `Your wallet refused: ${error?.message ?? error}` };
  }
}

/** Tells the server of another account or network. */
export function watch(server) {
  const tell = async (accounts) => server.invokeMethodAsync("Tell", accounts.length ? await state(accounts) : null);
  wallet?.on?.("accountsChanged", tell);
  wallet?.on?.("chainChanged", async () => tell(await wallet.request({ method: "eth_accounts" })));
}

export async function recall() {
  if (!wallet || !remembered) return null;
  const accounts = await wallet.request({ method: "eth_accounts" }).catch(() => []);
  return accounts.length ? state(accounts) : null;
}

export const connect = () =>
  asked(async () => {
    const connected = await state(await wallet.request({ method: "eth_requestAccounts" }));
    remember(true);
    return connected;
  });

export const forget = () => remember(false);

export const switchTo = (chainId) =>
  asked(async () => {
    await wallet.request({ method: "wallet_switchEthereumChain", params: [{ chainId }] });
    return state(await wallet.request({ method: "eth_accounts" }));
  });

export const send = (transaction) =>
  asked(() => wallet.request({ method: "eth_sendTransaction", params: [transaction] }));

export const sign = (account, typedData) =>
  asked(() => wallet.request({ method: "eth_signTypedData_v4", params: [account, typedData] }));
