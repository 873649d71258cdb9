"""The verb of a real method name tells its effect, or nothing does."""

from __future__ import annotations

import pytest

from hero_generator.plan.effects import (
    EFFECTS,
    declared_effect,
    find_namespaces,
    guess_effect,
)

# Effect to names of methods of the corpus and of Hero's services.
NAMES = {
    "read": """
        book.list book.get book.exists page.read book.search event.find get list_pets
        eth_getLogs eth_getBalance starknet_getClassAt getBlockTime listIdps cron/list
        isConnected key.exists user.info p2p.Info service.status Filecoin.Version
        Filecoin.EthGetLogs Filecoin.WalletHas Filecoin.StateReadState findElement
        iotax_queryEvents custodian_listAccountsSigned memory/search hash.get_all
        logicservice.play_status mempool.stats get-block
    """,
    "write": """
        book.add service.start daemon.stop job.cancel string.set string.increment
        eth_sendRawTransaction create_pet update_pet installService addCookie
        wallet_createSession Filecoin.WalletImport Filecoin.MpoolPush eth_subscribe
        bundle.register list.push sendTransaction update-key-page memory/edit event.publish
        logicservice.play_resume state.SubmitPayForBlob
    """,
    "destructive": """
        book.delete key.delete delete_pet remove record/delete eth_uninstallFilter
        deleteAllCookies SecureStorage.clear Filecoin.WalletDelete Filecoin.Shutdown
        GroupManager.remove_member wallet_revokePermissions standing.reset search.forget
        Filecoin.MpoolClear
    """,
    "unknown": """
        ai.chat eth_call eth_accounts eth_blockNumber trace_block event.new job.run
        router.services list.pop key.expire rpc.discover getOrCreate find_or_insert
        Filecoin.ReturnFetch Filecoin.SectorsRefs getblockcount ServiceManager_set ping2
        eth_newFilter starknet_chainId onDeleted set.members status_page
        generateReport ReadableThing \u0440\u0435ad
    """,
}
# Names that stand beside these, so that the first word is known for no verb.
BESIDE = (
    *("FilecoinX", "Filecoin.EthCall", "Filecoin.EthAccounts", "Filecoin.EthLog"),
    *("Filecoin.WalletNew", "Filecoin.WalletSign", "Filecoin.WalletBalance"),
    *("Filecoin.StateCall", "Filecoin.StateReplay", "Filecoin.StateMiner"),
    *("Filecoin.MpoolPending", "Filecoin.MpoolNonce", "Filecoin.MpoolSub"),
    *("Filecoin.ReturnSeal", "Filecoin.ReturnMove", "Filecoin.ReturnAdd"),
    *("logicservice.play_wait", "logicservice.play_a", "logicservice.play_b"),
)
NAMESPACES = find_namespaces(BESIDE)
TABLE = [(name, effect) for effect, names in NAMES.items() for name in names.split()]


@pytest.mark.parametrize(("name", "effect"), TABLE)
def test_a_name_tells_its_effect(name: str, effect: str) -> None:
    assert guess_effect(name, NAMESPACES) == effect


def test_a_verb_is_no_namespace() -> None:
    assert (
        find_namespaces(["get_a", "get_b", "get_c", "run_a", "run_b", "run_c"]) == set()
    )


def test_two_methods_make_no_namespace() -> None:
    assert find_namespaces(["pet_list", "pet_get"]) == set()
    assert guess_effect("pet_list", frozenset()) == "unknown"
    assert guess_effect("pet_list", frozenset({"pet"})) == "read"


@pytest.mark.parametrize("effect", EFFECTS)
def test_the_document_tells_an_effect(effect: str) -> None:
    assert declared_effect({"x-effect": effect}) == effect


@pytest.mark.parametrize("value", ["READ", "", None, True, ["read"], {"read": 1}])
def test_what_is_no_effect_tells_none(value: object) -> None:
    assert declared_effect({"x-effect": value}) is None
